import { strangeNames } from '../inputs.ts';
import { type CommandRows, each, rowsOf } from './row.ts';

const link = (scene: Parameters<CommandRows>[0], token: string) =>
  `https://localhost:${scene.installation.consolePort}/setup#${token}`;
const stdin = 'correct horse battery staple\n';
const byStdin = ['--name', 'eve', '--password-file', '-'];

export const accessRows: CommandRows = (scene) => [
  ...rowsOf('setup', {
    'no link': [byStdin, 2, 'USAGE_INVALID'],
    'no name': [[link(scene, 'x')], 2, 'USAGE_INVALID'],
    'something else than a link': [['x', ...byStdin], 2, 'SET_UP_LINK_UNREADABLE', { stdin }],
    'a link over HTTP': [
      ['http://localhost:9000/setup#x', ...byStdin],
      2,
      'SET_UP_LINK_UNREADABLE',
      { stdin },
    ],
    'a link without its token': [[link(scene, ''), ...byStdin], 2, 'SET_UP_LINK_UNREADABLE', { stdin }],
    'an admin is there already': [[link(scene, 'x'), ...byStdin], 4, 'SET_UP_DONE', { stdin }],
    'nobody to ask for the password': [[link(scene, 'x'), '--name', 'eve'], 2, 'PASSWORD_MISSING'],
    'a file of a password that is not there': [
      [link(scene, 'x'), '--name', 'eve', '--password-file', scene.file('nosuch')],
      2,
      'FILE_UNREADABLE',
    ],
    'a session that cannot be kept': [
      [link(scene, 'x'), ...byStdin],
      2,
      'SESSION_UNWRITABLE',
      { stdin, env: { CAUSEWAY_SESSION: scene.file('session.json/below') } },
    ],
  }),
  ...rowsOf('login', {
    'a wrong password': [byStdin, 3, 'SIGN_IN_FAILED', { stdin }],
    'an empty password': [byStdin, 3, 'SIGN_IN_FAILED', { stdin: '\n' }],
    'a password of 10,000 characters': [byStdin, 2, 'REQUEST_INVALID', { stdin: 'p'.repeat(10_000) }],
    'a name of 1,000 characters': [
      ['--name', 'n'.repeat(1_000), '--password-file', '-'],
      2,
      'REQUEST_INVALID',
      { stdin },
    ],
    'an empty code': [[...byStdin, '--code', ''], 2, 'REQUEST_INVALID', { stdin }],
    'a session in a folder': [
      byStdin,
      2,
      'SESSION_UNWRITABLE',
      { stdin, env: { CAUSEWAY_SESSION: scene.file('data') } },
    ],
    'no URL': [byStdin, 2, 'SERVER_URL_INVALID', { stdin, env: { CAUSEWAY_URL: 'nowhere' } }],
    'a URL of HTTP': [
      byStdin,
      2,
      'SERVER_URL_INVALID',
      { stdin, env: { CAUSEWAY_URL: 'http://localhost:9000' } },
    ],
    'a URL with a password in it': [
      byStdin,
      2,
      'SERVER_URL_INVALID',
      { stdin, env: { CAUSEWAY_URL: 'https://ada:hunter2@localhost' } },
    ],
    'a port where nothing listens': [
      byStdin,
      6,
      'SERVER_UNREACHABLE',
      { stdin, env: { CAUSEWAY_URL: `https://localhost:${scene.freePort}` } },
    ],
    'a port that does not speak TLS': [
      byStdin,
      6,
      'SERVER_UNREACHABLE',
      { stdin, env: { CAUSEWAY_URL: `https://localhost:${scene.installation.httpPort}` } },
    ],
    'the anchor of another': [
      byStdin,
      5,
      'SERVER_UNTRUSTED',
      { stdin, env: { CAUSEWAY_ANCHOR: scene.file('anchor.pem') } },
    ],
    'an anchor that is garbage': [
      byStdin,
      2,
      'ANCHOR_UNREADABLE',
      { stdin, env: { CAUSEWAY_ANCHOR: scene.file('garbage.pem') } },
    ],
    'an anchor that is empty': [
      byStdin,
      2,
      'ANCHOR_UNREADABLE',
      { stdin, env: { CAUSEWAY_ANCHOR: scene.file('empty.pem') } },
    ],
    'an anchor that is not there': [
      byStdin,
      2,
      'FILE_UNREADABLE',
      { stdin, env: { CAUSEWAY_ANCHOR: scene.file('nosuch') } },
    ],
  }),
  ...rowsOf('logout', {
    'nobody signed in': [[], 3, 'NOT_SIGNED_IN', { env: { CAUSEWAY_SESSION: scene.file('nosuch') } }],
    'an unknown token': [[], 3, 'SIGNED_OUT', { env: { CAUSEWAY_TOKEN: 'unknown' } }],
    'a token in two lines': [[], 2, 'TOKEN_UNREADABLE', { env: { CAUSEWAY_TOKEN: 'one\r\nx-two: y' } }],
    'a session that is no JSON': [
      [],
      3,
      'NOT_SIGNED_IN',
      { env: { CAUSEWAY_SESSION: scene.file('garbage.pem') } },
    ],
    'one word too many': [['now'], 2, 'USAGE_INVALID'],
  }),
  ...rowsOf('api-token create', {
    'a name that is taken': [['scripts'], 4, 'API_TOKEN_NAME_TAKEN'],
    'an empty name': [[''], 2, 'REQUEST_INVALID'],
    'days that are no number': [['new', '--valid-days', 'many'], 2, 'NUMBER_INVALID'],
    'no day': [['new', '--valid-days', '0'], 2, 'NUMBER_INVALID'],
    'a thousand years': [['new', '--valid-days', '365000'], 2, 'REQUEST_INVALID'],
    'a role that there is not': [['new', '--role', 'root'], 2, 'REQUEST_INVALID'],
  }),
  ...rowsOf('api-token list', {
    'an unknown token': [[], 3, 'SIGNED_OUT', { env: { CAUSEWAY_TOKEN: 'unknown' } }],
    'an unknown option': [['--all'], 2, 'USAGE_INVALID'],
  }),
  ...rowsOf('api-token revoke', {
    ...each(strangeNames, (name) => [[name], 4, 'API_TOKEN_NOT_FOUND']),
    'no name': [[], 2, 'USAGE_INVALID'],
  }),
];
