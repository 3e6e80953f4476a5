import { strangeNames } from '../inputs.ts';
import { each, invalid, type RouteRows, refused, rowsOf, signedOut } from './row.ts';

const password = 'correct horse battery staple';
const totpNotBegun = refused(409, 'TOTP_NOT_BEGUN');

export const ownRows: RouteRows = () => [
  ...rowsOf('GET /me', { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...rowsOf('GET /sessions', { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...rowsOf('DELETE /sessions', { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...rowsOf('DELETE /sessions/{id}', {
    ...each({ ...strangeNames, '255 characters': 'n'.repeat(100) }, (name) => [
      { path: `/sessions/${encodeURIComponent(name)}` },
      refused(404, 'SESSION_NOT_FOUND'),
    ]),
  }),
  ...rowsOf('POST /me/password', {
    'a wrong password': [{ body: { password, newPassword: password } }, refused(403, 'PASSWORD_WRONG')],
    'the new one alone': [{ body: { newPassword: password } }, invalid],
    'tokens to revoke by name': [
      { body: { password, newPassword: password, revokeApiTokens: ['scripts'] } },
      invalid,
    ],
    'a name beside': [{ body: { password, newPassword: password, name: 'eve' } }, invalid],
  }),
  ...rowsOf('POST /me/totp', { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...rowsOf('POST /me/totp/confirm', {
    'none begun': [{ body: { code: '000000' } }, totpNotBegun],
    'a code as a number': [{ body: { code: 123456 } }, invalid],
    'no code': [{ body: {} }, invalid],
  }),
  ...rowsOf('DELETE /me/totp', {
    'none begun': [{ body: { password } }, totpNotBegun],
    'another word': [{ body: { force: true } }, invalid],
  }),
];
