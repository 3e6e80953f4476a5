import { defineErrors } from '@causeway/errors';

export const clientErrors = defineErrors({
  NOT_ENROLLED: {
    kind: 'conflict',
    says: 'This client is not enrolled yet.',
    hint: 'Run `causeway-client enroll --server ADDRESS --token TOKEN`.',
  },
  RETIRED: {
    kind: 'conflict',
    says: 'This client was asked to stop for good, and polls no more.',
    hint: 'If it is to come back, enroll it anew: `causeway-client enroll --server ADDRESS --token TOKEN`.',
  },
  ALREADY_ENROLLED: {
    kind: 'conflict',
    says: 'This client is enrolled already.',
    hint: 'Use it as it is, or give another folder with --state DIR.',
  },
  TOKEN_MALFORMED: {
    kind: 'input',
    says: 'This is not an enrollment token.',
    hint: 'Copy it whole: `causeway enrollment-token create TENANT` prints one.',
  },
  SERVER_INVALID: {
    kind: 'input',
    says: 'This is not an address of an endpoint server.',
    hint: 'Write http://host:port or https://host:port.',
  },
  CLIENT_NAME_INVALID: {
    kind: 'input',
    says: 'This cannot be the name of a client.',
    hint: 'Give another one with --name NAME.',
  },
  ENROLLMENT_REFUSED: {
    kind: 'access',
    says: 'The endpoint server refused the enrollment.',
    hint: 'What was seen names the reason; a new token is made with `causeway enrollment-token create TENANT`.',
  },
  ENROLLMENT_ANSWER_UNTRUSTED: {
    kind: 'trust',
    says: 'The answer to the enrollment does not prove that its sender knows the token.',
    hint: 'Check the address and what lies between; nothing was kept of the answer.',
  },
  ENROLLMENT_FAILED: {
    kind: 'unavailable',
    says: 'The endpoint server could not be reached for the enrollment.',
    hint: 'Check the address, the network and, for HTTPS, that this computer trusts the certificate (--anchor FILE).',
  },
  POLL_FAILED: {
    kind: 'unavailable',
    says: 'No endpoint server took the poll.',
    hint: '`causeway-client status` shows what failed at each address; `causeway-client run` goes on trying.',
  },
  POLL_REFUSED: {
    kind: 'access',
    says: 'The endpoint server does not want this client.',
    hint: 'A client that was retired by mistake is enrolled anew, with an empty state folder.',
  },
  ANSWER_UNREADABLE: {
    kind: 'unavailable',
    says: 'The answer is not one of an endpoint server.',
    hint: 'Check what answers at the address.',
  },
  STATE_DAMAGED: {
    kind: 'fault',
    says: 'Both generations of the state of this client are damaged.',
    hint: 'Remove the state folder and enroll again.',
  },
  STATE_IN_USE: {
    kind: 'conflict',
    says: 'Another causeway-client works on this state folder.',
    hint: 'Stop it first, or give another folder with --state DIR.',
  },
  STATE_UNREADABLE: {
    kind: 'input',
    says: 'The state of this client cannot be read.',
    hint: 'Run as the user that the state folder belongs to, or give another folder with --state DIR.',
  },
  STATE_UNWRITABLE: {
    kind: 'input',
    says: 'The state folder cannot be written.',
    hint: 'Give a folder of your own with --state DIR, or run as the user that it belongs to.',
  },
  ANCHOR_FILE_UNREADABLE: {
    kind: 'input',
    says: 'This file cannot be read.',
    hint: 'Check its name and permissions.',
  },
  ANCHOR_INVALID: {
    kind: 'input',
    says: 'This file is no certificate to trust.',
    hint: 'Give the trust anchor behind the certificate of the server, as a PEM file.',
  },
});
