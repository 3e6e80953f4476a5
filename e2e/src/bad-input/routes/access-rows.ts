import { strangeNames } from '../inputs.ts';
import { each, invalid, type RouteRows, refused, rowsOf, signedOut } from './row.ts';

const password = 'correct horse battery staple';
const tokenNotFound = refused(404, 'API_TOKEN_NOT_FOUND');

export const accessRows: RouteRows = () => [
  ...rowsOf('POST /setup', {
    'an admin is there already': [
      { secret: null, body: { token: 'x', name: 'eve', password } },
      refused(409, 'SET_UP_DONE'),
    ],
    'no token': [{ secret: null, body: { name: 'eve', password } }, invalid],
    'a list': [{ secret: null, body: [] }, invalid],
  }),
  ...rowsOf('POST /sessions', {
    'a wrong password': [{ secret: null, body: { name: 'ada', password } }, refused(403, 'SIGN_IN_FAILED')],
    'nobody of that name': [
      { secret: null, body: { name: 'eve', password } },
      refused(403, 'SIGN_IN_FAILED'),
    ],
    'a password of 10,000 characters': [
      { secret: null, body: { name: 'ada', password: 'p'.repeat(10_000) } },
      invalid,
    ],
    'a number for a password': [{ secret: null, body: { name: 'ada', password: 4711 } }, invalid],
    'no name': [{ secret: null, body: { name: '', password } }, invalid],
    'more than is asked for': [{ secret: null, body: { name: 'ada', password, role: 'admin' } }, invalid],
    'an empty code': [{ secret: null, body: { name: 'ada', password, code: '' } }, invalid],
    'a code for a wrong password': [
      { secret: null, body: { name: 'zoe', password, code: '000000' } },
      refused(403, 'SIGN_IN_FAILED'),
    ],
    'no JSON': [{ secret: null, body: '{"name":' }, invalid],
    'another content type': [
      { secret: null, body: 'name=ada', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      invalid,
    ],
  }),
  ...rowsOf('GET /site', {
    'another path': [{ secret: null, path: '/sites' }, refused(404, 'ROUTE_NOT_FOUND')],
  }),
  ...rowsOf('GET /health', {
    'another method': [{ secret: null, path: '/healthy' }, refused(404, 'ROUTE_NOT_FOUND')],
  }),
  ...rowsOf('DELETE /sessions/current', { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...rowsOf('GET /me/api-tokens', { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...rowsOf('POST /me/api-tokens', {
    'a name that is taken': [{ body: { name: 'scripts' } }, refused(409, 'API_TOKEN_NAME_TAKEN')],
    'no name': [{ body: { name: '' } }, invalid],
    'no day at all': [{ body: { name: 'new', validDays: 0 } }, invalid],
    'a thousand years': [{ body: { name: 'new', validDays: 365_000 } }, invalid],
    'half a day': [{ body: { name: 'new', validDays: 0.5 } }, invalid],
    'days as text': [{ body: { name: 'new', validDays: '30' } }, invalid],
    'a role that there is not': [{ body: { name: 'new', role: 'root' } }, invalid],
    'more days than numbers hold': [{ body: '{"name":"new","validDays":1e999}' }, invalid],
    'a prototype': [{ body: '{"name":"new","__proto__":{"validDays":1}}' }, invalid],
    'another site with the cookie alone': [
      {
        secret: null,
        body: { name: 'new' },
        headers: { cookie: '__Host-causeway_session=unknown', origin: 'https://evil.example' },
      },
      refused(403, 'CROSS_SITE_REQUEST'),
    ],
  }),
  ...rowsOf(
    'DELETE /me/api-tokens/{token}',
    each(strangeNames, (name) => [{ path: `/me/api-tokens/${encodeURIComponent(name)}` }, tokenNotFound]),
  ),
];
