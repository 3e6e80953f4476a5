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
  FILE_TOO_LARGE: {
    kind: 'input',
    says: 'This file is far larger than what belongs here.',
    hint: 'Certificates, keys and passwords take a few kilobytes; check that you named the right file.',
  },
  ANCHOR_UNREADABLE: {
    kind: 'input',
    says: 'There is no certificate in this file to trust a server by.',
    hint: 'Give the certificate of that server, or the CA that it comes from; provisioning keeps its own as console.pem in its data folder.',
  },
  SERVER_URL_INVALID: {
    kind: 'input',
    says: 'This is not where provisioning could be.',
    hint: 'Write scheme, host and port and nothing behind them; it is HTTPS always.',
  },
  SESSION_UNWRITABLE: {
    kind: 'input',
    says: 'The session could not be kept, so nobody was signed in.',
    hint: 'Check the path and its permissions, or choose another file with --session-file.',
  },
  TOKEN_UNREADABLE: {
    kind: 'input',
    says: 'CAUSEWAY_TOKEN holds something that is no token.',
    hint: 'Set it to the token alone, without quotes, blanks or a line end.',
  },
  USAGE_INVALID: {
    kind: 'input',
    says: 'This command was not understood.',
    hint: '`causeway --help` lists the commands.',
  },
  COMMAND_FAULT: {
    kind: 'fault',
    says: 'This command met a fault of its own.',
    hint: 'Please report it. With CAUSEWAY_DEBUG=1 in the environment it also prints where in the program it happened.',
  },
  CONSOLE_PORT_PRIVILEGED: {
    kind: 'access',
    says: 'This account may not listen on the port of provisioning.',
    hint: 'Choose a port from 1024 with --listen, or give the service the right to low ports (CAP_NET_BIND_SERVICE).',
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
  PLACE_INVALID: {
    kind: 'input',
    says: 'This is not a place to connect to.',
    hint: 'Write HOST:PORT; an IPv6 address goes in brackets.',
  },
  DNS_HOOK_UNUSABLE: {
    kind: 'input',
    says: 'This program cannot be run to set DNS records.',
    hint: 'Give the absolute path of an executable file, which nobody else may write to.',
  },
  EAB_INCOMPLETE: {
    kind: 'input',
    says: 'An external account binding needs a key id and a key.',
    hint: 'Give both as the CA shows them.',
  },
  ACME_ORDER_GIVEN_UP: {
    kind: 'conflict',
    says: 'The order was given up before it came to an end.',
    hint: 'Order anew with `causeway certificate obtain`.',
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
  INSTALLATION_KEY_MISSING: {
    kind: 'not-found',
    says: 'The installation key is not there, and without it the secrets in the database stay sealed.',
    hint: 'Name the right file with --key-file, or put the key back with `causeway installation-key restore FILE`.',
  },
  INSTALLATION_KEY_EXPOSED: {
    kind: 'input',
    says: 'Others than its owner may read or write the installation key.',
    hint: 'Set its mode to 0600. If others could read it for long, take the secrets as known and make new ones.',
  },
  INSTALLATION_KEY_DAMAGED: {
    kind: 'input',
    says: 'This file is no whole installation key.',
    hint: 'Check the path, or put the key back with `causeway installation-key restore FILE`.',
  },
  INSTALLATION_KEY_OTHER: {
    kind: 'conflict',
    says: 'Another installation key is there already.',
    hint: 'Check which of the two opens the database, then repeat with --replace: the one that is there moves aside.',
  },
  KEY_BACKUP_UNREADABLE: {
    kind: 'input',
    says: 'This is no backup of an installation key.',
    hint: 'Check the file; `causeway installation-key backup FILE` writes one.',
  },
  KEY_BACKUP_PASSWORD_WRONG: {
    kind: 'input',
    says: 'The installation key in this backup cannot be opened with the password that was given.',
    hint: 'Check the password: upper and lower case, spaces and the keyboard layout; or the file was changed.',
  },
  DATA_MISSING: {
    kind: 'not-found',
    says: 'There is no installation in this data folder.',
    hint: 'Name the folder that `causeway serve` runs on with --data.',
  },
  BACKUP_UNREADABLE: {
    kind: 'input',
    says: 'This folder is no backup that can be restored.',
    hint: 'Check the path; `causeway backup create FOLDER` makes one.',
  },
  BACKUP_DAMAGED: {
    kind: 'input',
    says: 'This backup is not what it was when it was made. Nothing was restored.',
    hint: 'Take another copy of it, or an older backup.',
  },
  BACKUP_WOULD_OVERWRITE: {
    kind: 'conflict',
    says: 'A restore never writes over an installation.',
    hint: 'Move what is there away first, or name another folder with --data.',
  },
  BACKUP_INTERRUPTED: {
    kind: 'unavailable',
    says: 'The installation changed while it was copied.',
    hint: 'Try again.',
  },
  FILE_UNWRITABLE: {
    kind: 'input',
    says: 'This file cannot be written.',
    hint: 'Choose a name that is not taken yet, in a folder that may be written.',
  },
  INSTALLATION_KEY_UNUSABLE: {
    kind: 'input',
    says: 'The file of the installation key cannot be read or written.',
    hint: 'Check the path, its permissions and the disk, or choose another place with --key-file.',
  },
});
