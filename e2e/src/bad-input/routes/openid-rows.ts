import { each, invalid, type RouteRows, refused, rowsOf } from './row.ts';

const settings = {
  ...{ issuer: 'https://id.example', clientId: 'causeway', clientSecret: 'a secret' },
  ...{ scopes: [], roleClaim: 'groups', roles: { viewer: [], operator: [], admin: [] } },
};
const off = refused(404, 'OPENID_OFF');

export const openIdRows: RouteRows = (scene) => [
  ...rowsOf('GET /openid', { 'nothing set': [{}, off] }),
  ...rowsOf('DELETE /openid', { 'nothing set': [{}, off] }),
  ...rowsOf('PUT /openid', {
    ...each(
      {
        'over HTTP': 'http://id.example',
        'no address': 'id.example',
        'a query behind': 'https://id.example/?issuer=other',
        'a password in it': 'https://ada:hunter2@id.example',
        'a file': 'file:///etc/passwd',
        empty: '',
      },
      (issuer) => [{ body: { ...settings, issuer } }, refused(400, 'OPENID_ISSUER_INVALID')],
    ),
    'a switch that there is not': [{ body: { ...settings, insecure: true } }, invalid],
    'no secret': [{ body: { ...settings, clientSecret: '' } }, invalid],
    'a role that there is not': [
      { body: { ...settings, roles: { ...settings.roles, root: ['staff'] } } },
      invalid,
    ],
    'two scopes in one': [{ body: { ...settings, scopes: ['groups offline_access'] } }, invalid],
    'a port where nothing listens': [
      { body: { ...settings, issuer: `https://localhost:${scene.freePort}` } },
      refused(503, 'OPENID_UNREACHABLE'),
    ],
  }),
  ...rowsOf('GET /openid/sign-in', {
    'a place to go afterwards': [
      { secret: null, path: '/openid/sign-in?next=https://evil.example' },
      invalid,
    ],
  }),
  ...rowsOf('GET /openid/callback', {
    'a code of 10,000 characters': [
      { secret: null, path: `/openid/callback?code=${'c'.repeat(10_000)}` },
      invalid,
    ],
    'two states': [{ secret: null, path: '/openid/callback?state=a&state=b' }, invalid],
  }),
];
