import { defineErrors } from '@causeway/errors';

export const serverErrors = defineErrors({
  SERVER_UNREACHABLE: {
    kind: 'unavailable',
    says: 'Provisioning does not answer.',
    hint: 'Start it with `causeway serve`, or name the right place with --url.',
  },
  SERVER_UNTRUSTED: {
    kind: 'trust',
    says: 'The certificate of provisioning is not one that this command trusts.',
    hint: 'Give the file with its certificate by --anchor; a server keeps it as console.pem in its data folder.',
  },
  SERVER_ANSWER_UNREADABLE: {
    kind: 'fault',
    says: 'What answered is not provisioning, or not of this version.',
    hint: 'Check --url and the versions on both sides.',
  },
  NOT_SIGNED_IN: {
    kind: 'access',
    says: 'This command does not know who you are.',
    hint: 'Run `causeway setup LINK` on a new installation, or `causeway login`.',
  },
  SET_UP_LINK_UNREADABLE: {
    kind: 'input',
    says: 'This is not a set-up link.',
    hint: 'Copy the whole line that `causeway serve` printed, in quotes.',
  },
  PASSWORD_MISSING: {
    kind: 'input',
    says: 'There is no terminal to ask for the password.',
    hint: 'Give a file with --password-file, or - to read it from standard input.',
  },
  FILE_UNREADABLE: {
    kind: 'input',
    says: 'This file cannot be read.',
    hint: 'Check its name and permissions.',
  },
  TIME_INVALID: {
    kind: 'input',
    says: 'This is not a time.',
    hint: 'Write it as 2026-11-23T10:00:00Z.',
  },
  NUMBER_INVALID: {
    kind: 'input',
    says: 'This is not a number that fits here.',
    hint: 'Give a whole number.',
  },
  CHANGE_FAILED: {
    kind: 'conflict',
    says: 'The change did not go through and everything was put back.',
    hint: '`causeway change show ID` has each step.',
  },
  CERTIFICATE_UNUSABLE_HERE: {
    kind: 'trust',
    says: 'Clients would refuse this certificate.',
    hint: 'Mend each error listed above.',
  },
  LISTEN_INVALID: {
    kind: 'input',
    says: 'This is not a place to listen on.',
    hint: 'Write HOST:PORT, such as localhost:9000 or 0.0.0.0:9000.',
  },
  CONSOLE_PORT_TAKEN: {
    kind: 'conflict',
    says: 'The port of provisioning is in use.',
    hint: 'Stop what listens there, or choose another with --listen HOST:PORT.',
  },
  DATA_IN_USE: {
    kind: 'conflict',
    says: 'Another server runs on this data folder.',
    hint: 'Stop it first, or choose another folder with --data.',
  },
  DATA_UNWRITABLE: {
    kind: 'input',
    says: 'The data folder cannot be written.',
    hint: 'Give the account that runs the server the right to write there, or choose another folder with --data.',
  },
});
