import { strangeNames } from '../inputs.ts';
import { each, invalid, type RouteRows, refused, rowsOf, signedOut } from './row.ts';

const password = 'correct horse battery staple';
const userNotFound = refused(404, 'USER_NOT_FOUND');
const tenantNotFound = refused(404, 'TENANT_NOT_FOUND');

/** Of provisioning, and of a tenant: the same at two places. */
const placed = (path: string) => [
  ...rowsOf(`GET ${path.replace('acme', '{name}')}`, {
    'an unknown token': [{ path, secret: 'unknown' }, signedOut],
  }),
  ...rowsOf(`POST ${path.replace('acme', '{name}')}`, {
    ...each(
      { nobody: '', 'a path': 'acme/eve', 'the server itself': 'system', 'two lines': 'eve\nada' },
      (name) => [{ path, body: { name, role: 'viewer', password } }, invalid],
    ),
    'a name of 101 characters': [
      { path, body: { name: 'n'.repeat(101), role: 'viewer', password } },
      invalid,
    ],
    'a role that there is not': [{ path, body: { name: 'eve', role: 'root', password } }, invalid],
    'no role': [{ path, body: { name: 'eve', password } }, invalid],
    'a short password': [
      { path, body: { name: 'eve', role: 'viewer', password: 'short' } },
      refused(400, 'PASSWORD_TOO_SHORT'),
    ],
    'a hash in place of the password': [
      { path, body: { name: 'eve', role: 'viewer', password, passwordHash: '$argon2id$' } },
      invalid,
    ],
  }),
  ...rowsOf(`PATCH ${path.replace('acme', '{name}')}/{user}`, {
    ...each(strangeNames, (name) => [
      { path: `${path}/${encodeURIComponent(name)}`, body: { role: 'viewer' } },
      userNotFound,
    ]),
    'a role that there is not': [{ path: `${path}/eve`, body: { role: '' } }, invalid],
    'words for yes': [{ path: `${path}/eve`, body: { keepApiTokens: 'yes' } }, invalid],
    'a second factor of one’s choice': [{ path: `${path}/eve`, body: { totp: { secret: 'A' } } }, invalid],
  }),
  ...rowsOf(`DELETE ${path.replace('acme', '{name}')}/{user}`, {
    ...each(strangeNames, (name) => [{ path: `${path}/${encodeURIComponent(name)}` }, userNotFound]),
  }),
];

/** The API tokens of all who are there. */
const tokensAt = (path: string) => [
  ...rowsOf(`GET ${path.replace('acme', '{name}')}`, {
    'an unknown token': [{ path, secret: 'unknown' }, signedOut],
  }),
  ...rowsOf(`DELETE ${path.replace('acme', '{name}')}/{user}/{token}`, {
    ...each(strangeNames, (name) => [
      { path: `${path}/${encodeURIComponent(name)}/${encodeURIComponent(name)}` },
      userNotFound,
    ]),
  }),
];

export const userRows: RouteRows = () => [
  ...placed('/users'),
  ...placed('/tenants/acme/users'),
  ...tokensAt('/api-tokens'),
  ...tokensAt('/tenants/acme/api-tokens'),
  ...rowsOf('DELETE /api-tokens/{user}/{token}', {
    'no token of that name': [{ path: '/api-tokens/ada/nosuch' }, refused(404, 'API_TOKEN_NOT_FOUND')],
  }),
  ...rowsOf('POST /users', {
    'a name that is taken': [
      { body: { name: 'ada', role: 'viewer', password } },
      refused(409, 'ADMIN_NAME_TAKEN'),
    ],
  }),
  ...rowsOf('PATCH /users/{user}', {
    'the last admin made less': [
      { path: '/users/ada', body: { role: 'operator' } },
      refused(409, 'LAST_ADMIN'),
    ],
  }),
  ...rowsOf('DELETE /users/{user}', {
    'the last admin': [{ path: '/users/ada' }, refused(409, 'LAST_ADMIN')],
  }),
  ...rowsOf('GET /tenants/{name}/users', {
    'no such tenant': [{ path: '/tenants/nosuch/users' }, tenantNotFound],
  }),
  ...rowsOf('GET /tenants/{name}/audit', {
    'no such tenant': [{ path: '/tenants/nosuch/audit' }, tenantNotFound],
    'a format that there is not': [{ path: '/tenants/acme/audit?format=xml' }, invalid],
  }),
  ...rowsOf('GET /audit', {
    'none at all': [{ path: '/audit?limit=0' }, invalid],
    'more than a page': [{ path: '/audit?limit=1001' }, refused(400, 'PAGE_TOO_LARGE')],
    'no number': [{ path: '/audit?limit=many' }, invalid],
    'an empty number': [{ path: '/audit?limit=' }, invalid],
    'another notation': [{ path: '/audit?limit=0x10' }, invalid],
    'half an entry': [{ path: '/audit?before=1.5' }, invalid],
    'beyond numbers': [{ path: '/audit?before=1e999' }, invalid],
    twice: [{ path: '/audit?limit=1&limit=2' }, invalid],
    'a time in words': [{ path: '/audit?since=yesterday' }, invalid],
    'a name of 1,000 characters': [{ path: `/audit?actor=${'n'.repeat(1_000)}` }, invalid],
  }),
];
