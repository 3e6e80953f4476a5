import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type Scheme, type TenantId } from '@causeway/contract';
import { AccessDesk } from '../access/access-desk.ts';
import type { Reach } from '../access/reach.ts';
import { somebody } from '../testing/open-desk.ts';
import { openTestStore } from '../testing/open-store.ts';
import { authenticate, secretOf, sessionCookie } from './identity.ts';

const host = 'localhost:9000';
const origin = `https://${host}`;

type Request = Parameters<typeof authenticate>[0];

/** As much of a request as an identity is read from. */
function requestOf(method: string, headers: Readonly<Record<string, string>>): Request {
  return { method, headers: { host, ...headers } } as unknown as Request;
}

async function openSession() {
  const store = await openTestStore();
  const clock = { now: 0 };
  const access = new AccessDesk({ store, now: () => clock.now, reach: null });
  const token = (await access.issueSetUpSecret()) ?? '';
  const { secret, admin } = await access.setUp(
    { token, name: 'ada', password: 'correct horse battery staple' },
    'here',
  );
  return {
    entrance: { access, scheme: 'https', from: '192.0.2.7' } as const,
    ...{ secret, me: admin, store, clock },
    cookie: `__Host-causeway_session=${secret}`,
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

test('a cookie counts for reading from anywhere, and for deeds from our own pages alone', async () => {
  await using session = await openSession();
  const { entrance, cookie } = session;
  const refused = { code: 'CROSS_SITE_REQUEST' };
  assert.equal((await authenticate(requestOf('GET', { cookie }), entrance)).admin.name, 'ada');
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    assert.equal((await authenticate(requestOf(method, { cookie, origin }), entrance)).admin.name, 'ada');
    await assert.rejects(authenticate(requestOf(method, { cookie }), entrance), refused);
    for (const other of [
      'null',
      'https://evil.example',
      'http://localhost:9000',
      'https://localhost',
      `${origin}.evil.example`,
    ])
      await assert.rejects(
        authenticate(requestOf(method, { cookie, origin: other }), entrance),
        refused,
        other,
      );
  }
});

test('a bearer token needs no origin: no browser sends it by itself', async () => {
  await using session = await openSession();
  const { entrance, secret } = session;
  for (const authorization of [`Bearer ${secret}`, `bearer ${secret}`])
    assert.equal((await authenticate(requestOf('POST', { authorization }), entrance)).admin.name, 'ada');
});

test('another kind of Authorization does not let the cookie in by the back door', async () => {
  await using session = await openSession();
  const { entrance, cookie, secret } = session;
  for (const authorization of ['Basic YTpi', 'Bearer', `Bearer ${secret} ${secret}`, '']) {
    const request = requestOf('POST', { authorization, cookie, origin: 'https://evil.example' });
    await assert.rejects(authenticate(request, entrance), { code: 'SIGNED_OUT' }, authorization);
  }
});

function cookieAt(scheme: Scheme, reach: Reach, cookie: string): string | undefined {
  return secretOf(requestOf('GET', { cookie }), { access: { reach }, scheme });
}

test('the cookie is found among others, and only under its own name', () => {
  const name = '__Host-causeway_session';
  assert.equal(cookieAt('https', null, `a=b; ${name}=s; c=d`), 's');
  for (const cookie of ['', `${name}=`, `x${name}=s`, `${name}2=s`])
    assert.equal(cookieAt('https', null, cookie), undefined, cookie);
});

test('the cookie is for this host alone, out of reach of scripts and other sites, and for HTTPS where it came by it', async () => {
  await using session = await openSession();
  const { access } = session.entrance;
  for (const scheme of ['http', 'https'] as const) {
    const attributes = sessionCookie({ access, scheme }, 's', 0).split('; ');
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/'])
      assert.ok(attributes.includes(attribute), attribute);
    assert.equal(attributes.includes('Secure'), scheme === 'https');
    assert.equal(attributes[0]?.startsWith('__Host-'), scheme === 'https');
    assert.ok(!attributes.some((attribute) => /^Domain/i.test(attribute)));
  }
});

test('over HTTP, where there is nothing else, pages of that very origin count', async () => {
  await using session = await openSession();
  const { entrance, me } = session;
  const { secret } = await entrance.access.credentials.startSession(me, 'http');
  const overHttp = { ...entrance, scheme: 'http' } as const;
  const cookie = `causeway_session=${secret}`;
  const ours = requestOf('POST', { cookie, origin: `http://${host}` });
  assert.equal((await authenticate(ours, overHttp)).admin.name, 'ada');
  const other = requestOf('POST', { cookie, origin: `https://${host}` });
  await assert.rejects(authenticate(other, overHttp), { code: 'CROSS_SITE_REQUEST' });
});

test('the cookies of a tenant and of provisioning on one host stand side by side', async () => {
  await using session = await openSession();
  const acme = { id: asId<TenantId>('1'), name: 'acme' };
  const cookie = `${session.cookie}; __Host-causeway_session_acme=theirs`;
  assert.equal(cookieAt('https', null, cookie), session.secret);
  assert.equal(cookieAt('https', acme, cookie), 'theirs');
  assert.equal(cookieAt('https', acme, session.cookie), undefined);
});

test('a cookie that came over HTTP is worth nothing over HTTPS, nor the other way round', () => {
  for (const reach of [null, { id: asId<TenantId>('1'), name: 'acme' }]) {
    const [http = '', https = ''] = (['http', 'https'] as const).map((scheme) =>
      sessionCookie({ access: { reach }, scheme }, 's', 0).split('; ', 1).join(),
    );
    assert.deepEqual([cookieAt('http', reach, http), cookieAt('https', reach, https)], ['s', 's']);
    assert.deepEqual(
      [cookieAt('http', reach, https), cookieAt('https', reach, http)],
      [undefined, undefined],
    );
  }
});

test('a session is worth nothing over the other scheme, in whatever way its secret is sent; an API token goes on', async () => {
  await using session = await openSession();
  const { entrance, me } = session;
  const { credentials } = entrance.access;
  const token = await credentials.issueApiToken(await credentials.authenticate(session.secret, somebody), {
    name: 'ci',
  });
  const ask = (secret: string, scheme: Scheme) =>
    authenticate(requestOf('GET', { authorization: `Bearer ${secret}` }), { ...entrance, scheme });
  for (const [scheme, other] of [
    ['http', 'https'],
    ['https', 'http'],
  ] as const) {
    const { secret } = await credentials.startSession(me, scheme);
    assert.equal((await ask(secret, scheme)).admin.name, 'ada');
    await assert.rejects(ask(secret, other), { code: 'SIGNED_OUT' });
    assert.equal((await ask(token.secret, scheme)).admin.name, 'ada');
  }
});

test('what was used last is kept with its address and program, once a minute', async () => {
  await using session = await openSession();
  const { entrance, secret, clock, store, me } = session;
  const ask = (from: string, userAgent: string) =>
    authenticate(requestOf('GET', { authorization: `Bearer ${secret}`, 'user-agent': userAgent }), {
      ...entrance,
      from,
    });
  const lastUse = async () => {
    const [kept] = await store.credentials.listOf(me.id);
    return [kept?.lastUsedAt, kept?.lastUsedFrom, kept?.userAgent];
  };
  assert.deepEqual(await lastUse(), [null, null, null]);
  await ask('192.0.2.7', 'x'.repeat(1_000));
  assert.deepEqual(await lastUse(), [0, '192.0.2.7', 'x'.repeat(300)]);
  clock.now = 59_999;
  await ask('198.51.100.1', 'curl/8');
  assert.deepEqual((await lastUse())[0], 0);
  clock.now = 60_000;
  await ask('198.51.100.1', 'curl/8');
  assert.deepEqual(await lastUse(), [60_000, '198.51.100.1', 'curl/8']);
});

test('a last use that cannot be written keeps nobody out', async () => {
  await using session = await openSession();
  const { entrance, secret, store } = session;
  const full = {
    ...store,
    credentials: { ...store.credentials, noteUse: () => Promise.reject(new Error('full')) },
  };
  const access = new AccessDesk({ store: full, now: () => 0, reach: null });
  const request = requestOf('GET', { authorization: `Bearer ${secret}` });
  assert.equal((await authenticate(request, { ...entrance, access })).admin.name, 'ada');
});
