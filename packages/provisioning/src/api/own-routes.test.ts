import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BegunTotpView, MeView, OwnSessionView, RecoveryCodesView } from '@causeway/contract/admin';
import { Secret, TOTP } from 'otpauth';
import { type Asked, startSignedInApi } from '../testing/signed-in-api.ts';

const NOW = Date.UTC(2026, 10, 24);
const password = 'correct horse battery staple';

async function startWithEve() {
  const api = await startSignedInApi(() => NOW);
  await api.provisioning.access.users.create({ name: 'eve', role: 'viewer', password });
  const signIn = (more: object = {}) => {
    const body = { name: 'eve', password, ...more };
    return api.ask({ method: 'POST', path: '/api/v1/sessions', body, secret: '' });
  };
  const { secret } = JSON.parse((await signIn()).text) as { secret: string };
  const call = async <Answer>(method: Asked['method'], path: string, body?: unknown): Promise<Answer> => {
    const { status, text } = await api.ask({ method, path: `/api/v1${path}`, body, secret });
    assert.ok(status < 300, `${status} ${text}`);
    // The caller names the shape that the OpenAPI document gives.
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };
  return { api, signIn, call, secret, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
}

test('even a viewer turns a second factor on, signs in with it, and takes it away', async () => {
  await using started = await startWithEve();
  const { api, call, signIn } = started;
  const { secret } = await call<BegunTotpView>('POST', '/me/totp');
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: NOW });
  const { recoveryCodes } = await call<RecoveryCodesView>('POST', '/me/totp/confirm', { code });
  assert.equal(recoveryCodes.length, 10);
  assert.equal((await call<MeView>('GET', '/me')).hasTotp, true);
  const needed = await signIn();
  assert.deepEqual([needed.status, JSON.parse(needed.text).error.code], [401, 'TOTP_NEEDED']);
  assert.equal(needed.headers['set-cookie'], undefined);
  const again = await signIn({ code });
  assert.deepEqual([again.status, JSON.parse(again.text).error.code], [403, 'TOTP_CODE_WRONG']);
  assert.equal((await signIn({ code: recoveryCodes[0] })).status, 201);
  await call('DELETE', '/me/totp', { code: recoveryCodes[1] });
  assert.equal((await signIn()).status, 201);
  const trail = (await api.store.audit.list({ limit: 99, action: 'totp' })).reverse();
  assert.deepEqual(
    trail.map(({ actor, action, outcome }) => [actor, action, outcome]),
    ['totp.begin', 'totp.confirm', 'totp.remove'].map((action) => ['eve', action, 'done']),
  );
  assert.doesNotMatch(JSON.stringify(await api.store.audit.list({ limit: 99 })), new RegExp(secret));
});

test('who I am says what counts: of a token, the lower role', async () => {
  await using started = await startWithEve();
  const { api, call } = started;
  const me = { name: 'eve', role: 'viewer', tenant: null, hasTotp: false, viaOpenId: false };
  assert.deepEqual(await call('GET', '/me'), me);
  const { text } = await api.ask({
    ...{ method: 'POST', path: '/api/v1/me/api-tokens' },
    body: { name: 'looks', role: 'viewer' },
  });
  const { secret } = JSON.parse(text);
  const mine = await api.ask({ method: 'GET', path: '/api/v1/me', secret });
  assert.deepEqual(JSON.parse(mine.text), { ...me, name: 'ada' });
});

test('my sessions are seen and ended, my password is changed, and I sign out', async () => {
  await using started = await startWithEve();
  const { call, signIn, api, secret } = started;
  await signIn();
  const sessions = await call<OwnSessionView[]>('GET', '/sessions');
  assert.deepEqual(sessions.map(({ isCurrent }) => isCurrent).sort(), [false, true]);
  const other = sessions.find(({ isCurrent }) => !isCurrent) ?? assert.fail();
  await call('DELETE', `/sessions/${other.id}`);
  assert.equal((await call<OwnSessionView[]>('GET', '/sessions')).length, 1);
  await signIn();
  await call('POST', '/me/password', { password, newPassword: `${password}!` });
  assert.equal((await call<OwnSessionView[]>('GET', '/sessions')).length, 1);
  await call('DELETE', '/sessions/current');
  const gone = await api.ask({ method: 'GET', path: '/api/v1/me', secret });
  assert.equal(gone.status, 401);
});
