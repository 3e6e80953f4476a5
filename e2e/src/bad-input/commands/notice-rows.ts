import { type CommandRows, type Row, rowsOf } from './row.ts';

const byName: Readonly<Record<string, Row>> = {
  'a channel that is not there': [['nosuch'], 4, 'NOTICE_CHANNEL_NOT_FOUND'],
  'a name too long': [['n'.repeat(301)], 2, 'REQUEST_INVALID'],
  nothing: [[], 2, 'USAGE_INVALID'],
};
const withToken: Row = [[], 3, 'SIGNED_OUT', { env: { CAUSEWAY_TOKEN: 'unknown' } }];
const people = ['--from', 'causeway@acme.example', '--to', 'anna@acme.example'];
const mail = ['admins', '--smtp', 'mail.acme.example:465', '--security', 'tls', ...people];

export const noticeRows: CommandRows = ({ file }) => [
  ...rowsOf('expiry list', { 'an unknown token': withToken }),
  ...rowsOf('notice list', {
    'none at all': [['--limit', '0'], 2, 'NUMBER_INVALID'],
    'more than a page': [['--limit', '1001'], 2, 'REQUEST_INVALID'],
  }),
  ...rowsOf('notice channel list', { 'an unknown token': withToken }),
  ...rowsOf('notice channel add webhook', {
    'no URL at all': [['ops'], 2, 'USAGE_INVALID'],
    'plain text to another machine': [
      ['ops', '--to-url', 'http://ops.acme.example/'],
      2,
      'NOTICE_PLAIN_REFUSED',
    ],
    'no URL': [['ops', '--to-url', 'ops'], 2, 'NOTICE_URL_INVALID'],
    'a secret file that is not there': [
      ['ops', '--to-url', 'https://ops.acme.example/', '--secret-file', file('nosuch')],
      2,
      'FILE_UNREADABLE',
    ],
    'a short secret': [
      ['ops', '--to-url', 'https://ops.acme.example/', '--secret-file', '-'],
      2,
      'NOTICE_SECRET_INVALID',
      { stdin: 'hunter2\n' },
    ],
    'an anchor that is not there': [
      ['ops', '--to-url', 'https://ops.acme.example/', '--anchor', file('nosuch')],
      2,
      'FILE_UNREADABLE',
    ],
  }),
  ...rowsOf('notice channel add email', {
    'another security': [
      ['admins', '--smtp', 'mail.acme.example:465', '--security', 'some', ...people],
      2,
      'USAGE_INVALID',
    ],
    'plain text to another machine': [
      ['admins', '--smtp', 'mail.acme.example:25', '--security', 'none', ...people],
      2,
      'NOTICE_PLAIN_REFUSED',
    ],
    'no port': [
      ['admins', '--smtp', 'mail.acme.example', '--security', 'tls', ...people],
      2,
      'PLACE_INVALID',
    ],
    'port 65536': [
      ['admins', '--smtp', 'mail.acme.example:65536', '--security', 'tls', ...people],
      2,
      'PORT_INVALID',
    ],
    'a sender without an address': [[...mail, '--from', 'anna'], 2, 'NOTICE_MAIL_ADDRESS_INVALID'],
    'a user without a password': [[...mail, '--user', 'causeway'], 2, 'NOTICE_SIGN_IN_INCOMPLETE'],
  }),
  ...rowsOf('notice channel configure', {
    'a channel that is not there': [['nosuch', '--no-anchor'], 4, 'NOTICE_CHANNEL_NOT_FOUND'],
    'a name too long': [['n'.repeat(301), '--no-anchor'], 2, 'REQUEST_INVALID'],
    nothing: [[], 2, 'USAGE_INVALID'],
    'nothing to change': [['ops'], 2, 'USAGE_INVALID'],
    'another security': [['ops', '--security', 'some'], 2, 'USAGE_INVALID'],
    'no port': [['ops', '--smtp', 'mail.acme.example'], 2, 'PLACE_INVALID'],
    'a secret file that is not there': [['ops', '--secret-file', file('nosuch')], 2, 'FILE_UNREADABLE'],
    'an anchor that is not there': [['ops', '--anchor', file('nosuch')], 2, 'FILE_UNREADABLE'],
    'an empty password': [['ops', '--password-file', '-'], 2, 'REQUEST_INVALID', { stdin: '\n' }],
  }),
  ...rowsOf('notice channel test', byName),
  ...rowsOf('notice channel delete', byName),
];
