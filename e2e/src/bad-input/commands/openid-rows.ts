import { type CommandRows, rowsOf } from './row.ts';

const stdin = 'a client secret\n';
const client = ['--client-id', 'causeway', '--client-secret-file', '-'];

export const openIdRows: CommandRows = (scene) => [
  ...rowsOf('openid show', {
    'nothing set': [[], 4, 'OPENID_OFF'],
    'one word too many': [['now'], 2, 'USAGE_INVALID'],
  }),
  ...rowsOf('openid set', {
    'an issuer over HTTP': [['http://id.example', ...client], 2, 'OPENID_ISSUER_INVALID', { stdin }],
    'an issuer that is no address': [['id.example', ...client], 2, 'OPENID_ISSUER_INVALID', { stdin }],
    'no client id': [['https://id.example'], 2, 'USAGE_INVALID'],
    'an empty secret': [['https://id.example', ...client], 2, 'REQUEST_INVALID', { stdin: '\n' }],
    'a scope of two words': [
      ['https://id.example', ...client, '--scopes', 'a b'],
      2,
      'REQUEST_INVALID',
      { stdin },
    ],
    'a port where nothing listens': [
      [`https://localhost:${scene.freePort}`, ...client],
      6,
      'OPENID_UNREACHABLE',
      { stdin },
    ],
    'a certificate that nobody vouches for': [
      [`https://localhost:${scene.installation.consolePort}`, ...client],
      5,
      'OPENID_UNTRUSTED',
      { stdin },
    ],
    'something else than a provider': [
      [
        `https://localhost:${scene.installation.consolePort}`,
        ...client,
        ...['--anchor', scene.file('data/console.pem')],
      ],
      5,
      'OPENID_REFUSED',
      { stdin, env: { CAUSEWAY_ANCHOR: scene.file('data/console.pem') } },
    ],
    'an anchor that is garbage': [
      ['https://id.example', ...client, '--anchor', scene.file('garbage.pem')],
      2,
      'ANCHOR_UNREADABLE',
      { stdin },
    ],
  }),
  ...rowsOf('openid remove', { 'nothing set': [[], 4, 'OPENID_OFF'] }),
];
