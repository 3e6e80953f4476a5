import { defineErrors } from '@causeway/errors';

const LOOK_AT_STATUS = '`causeway-endpoint status` shows what is served and why.';

export const endpointServerErrors = defineErrors({
  JOIN_INCOMPLETE: {
    kind: 'input',
    says: 'The first start of an endpoint server needs more than was given.',
    hint: 'Give --server, --name, --hostname and a registration token: `causeway endpoint-server invite TENANT` prints one.',
  },
  JOIN_TOKEN_UNREADABLE: {
    kind: 'input',
    says: 'The file with the registration token cannot be read.',
    hint: 'Check its name and permissions.',
  },
  SITE_OPTION_INVALID: {
    kind: 'input',
    says: 'This is not a value that the option takes.',
    hint: '`causeway-endpoint COMMAND --help` explains each option.',
  },
  CERTIFICATE_FILES_INCOMPLETE: {
    kind: 'input',
    says: 'A binding with HTTPS needs a certificate with its private key.',
    hint: 'Give both with --certificate FILE and --key FILE.',
  },
  LOCAL_FILE_UNREADABLE: {
    kind: 'input',
    says: 'This file cannot be read.',
    hint: 'Check its name and permissions.',
  },
  TERMINAL_MISSING: {
    kind: 'input',
    says: 'There is no terminal to ask at.',
    hint: 'Give the answers as options: `causeway-endpoint configure --help` lists them.',
  },
  ENDPOINT_STATE_DAMAGED: {
    kind: 'fault',
    says: 'A file of the state folder is not as it was written.',
    hint: 'Restore the state folder from a backup, or retire the endpoint server and let it join anew with an empty folder.',
  },
  ENDPOINT_STATE_UNUSABLE: {
    kind: 'input',
    says: 'The state folder cannot be read or written.',
    hint: 'Give a folder of its own with --state DIR, run as the user that it belongs to, and see that the disk has room.',
  },
  CONTROL_SOCKET_UNUSABLE: {
    kind: 'input',
    says: 'The configuration tool cannot be given its way to the endpoint server.',
    hint: 'Use a state folder on a local disk with a shorter path.',
  },
  ENDPOINT_NOT_RUNNING: {
    kind: 'unavailable',
    says: 'No endpoint server runs on this state folder.',
    hint: 'Start it: `causeway-endpoint run --state DIR`. If it runs as another user, use that user.',
  },
  CONTROL_REQUEST_INVALID: {
    kind: 'input',
    says: 'The endpoint server does not understand this request of the configuration tool.',
    hint: 'Use the `causeway-endpoint` of the same version; restart the service after an update.',
  },
  CONTROL_ANSWER_UNREADABLE: {
    kind: 'unavailable',
    says: 'The endpoint server stopped before the answer was whole.',
    hint: LOOK_AT_STATUS,
  },
  LOCAL_CHANGE_REFUSED: {
    kind: 'conflict',
    says: 'What was tested has errors, so nothing was changed.',
    hint: 'Mend what is named, or apply it all the same with --force: it is taken back when nobody comes through.',
  },
  LOCAL_CHANGE_UNDER_WAY: {
    kind: 'conflict',
    says: 'Another change is being tried out at this endpoint server.',
    hint: 'Wait a minute until it is kept or taken back, then try again.',
  },
  LOCAL_CHANGE_REVERTED: {
    kind: 'conflict',
    says: 'The change was taken back: what was served before is served again.',
    hint: 'Mend what is named: the name, the firewall in between, the certificate. Then apply it again.',
  },
  LOCAL_CHANGE_INTERRUPTED: {
    kind: 'unavailable',
    says: 'The endpoint server stopped before anybody came through.',
    hint: 'Its next start takes the change back; apply it again then.',
  },
  OFFERED_KEY_MISSING: {
    kind: 'conflict',
    says: 'The platform offers a certificate whose private key it does not have, and it is not here either.',
    hint: 'Apply the certificate with its key here: `causeway-endpoint configure`; or choose one in the platform whose key it has.',
  },
  METRICS_UNUSABLE: {
    kind: 'input',
    says: 'The figures cannot be offered at this place.',
    hint: 'Give --metrics HOST:PORT with an address of this machine and a free port.',
  },
});
