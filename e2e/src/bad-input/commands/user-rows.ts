import { strangeNames } from '../inputs.ts';
import { type CommandRows, each, type Row, rowsOf } from './row.ts';

const stdin = 'correct horse battery staple\n';
const byStdin = ['--password-file', '-'];
const ofNosuch = ['--tenant', 'nosuch'];

const strangeUsers = (...more: readonly string[]): Record<string, Row> =>
  each(strangeNames, (name) => [[name, ...more], 4, 'USER_NOT_FOUND', { stdin }]);

export const userRows: CommandRows = () => [
  ...rowsOf('user list', {
    'an unknown token': [[], 3, 'SIGNED_OUT', { env: { CAUSEWAY_TOKEN: 'unknown' } }],
    'no such tenant': [ofNosuch, 4, 'TENANT_NOT_FOUND'],
  }),
  ...rowsOf('user create', {
    'a name that is taken': [['ada', '--role', 'viewer', ...byStdin], 4, 'ADMIN_NAME_TAKEN', { stdin }],
    'no name': [['', '--role', 'viewer', ...byStdin], 2, 'REQUEST_INVALID', { stdin }],
    'a name with a slash': [['acme/eve', '--role', 'viewer', ...byStdin], 2, 'REQUEST_INVALID', { stdin }],
    'no role': [['eve', ...byStdin], 2, 'USAGE_INVALID'],
    'a role that there is not': [['eve', '--role', 'root', ...byStdin], 2, 'REQUEST_INVALID', { stdin }],
    'a short password': [
      ['eve', '--role', 'viewer', ...byStdin],
      2,
      'PASSWORD_TOO_SHORT',
      { stdin: 'short\n' },
    ],
    'nobody to ask for the password': [['eve', '--role', 'viewer'], 2, 'PASSWORD_MISSING'],
    'no such tenant': [
      ['eve', '--role', 'viewer', ...byStdin, ...ofNosuch],
      4,
      'TENANT_NOT_FOUND',
      { stdin },
    ],
  }),
  ...rowsOf('user set-role', {
    ...strangeUsers('viewer'),
    'the last admin': [['ada', 'operator'], 4, 'LAST_ADMIN'],
    'a role that there is not': [['ada', 'root'], 2, 'REQUEST_INVALID'],
    'no role': [['ada'], 2, 'USAGE_INVALID'],
  }),
  ...rowsOf('user reset-password', {
    ...strangeUsers(...byStdin),
    'a short password': [['ada', ...byStdin], 2, 'PASSWORD_TOO_SHORT', { stdin: 'short\n' }],
  }),
  ...rowsOf('user remove-totp', strangeUsers()),
  ...rowsOf('user api-tokens', {
    'an unknown token': [[], 3, 'SIGNED_OUT', { env: { CAUSEWAY_TOKEN: 'unknown' } }],
    'no such tenant': [ofNosuch, 4, 'TENANT_NOT_FOUND'],
  }),
  ...rowsOf('user revoke-api-token', {
    ...strangeUsers('scripts'),
    ...each(strangeNames, (name) => [['ada', name], 4, 'API_TOKEN_NOT_FOUND'], 'as a token, '),
    'no such tenant': [['ada', 'scripts', ...ofNosuch], 4, 'TENANT_NOT_FOUND'],
    'no token': [['ada'], 2, 'USAGE_INVALID'],
  }),
  ...rowsOf('user remove', { ...strangeUsers(), 'the last admin': [['ada'], 4, 'LAST_ADMIN'] }),
  ...rowsOf('audit', {
    'no number': [['--limit', 'all'], 2, 'NUMBER_INVALID'],
    'less than one': [['--limit', '-5'], 2, 'NUMBER_INVALID'],
    'more than a page': [['--limit', '5000'], 2, 'PAGE_TOO_LARGE'],
    'a time in words': [['--since', 'yesterday'], 2, 'TIME_INVALID'],
    'no such tenant': [ofNosuch, 4, 'TENANT_NOT_FOUND'],
  }),
];
