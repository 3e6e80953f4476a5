import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type Scheme, type TenantId } from '@causeway/contract';
import { AccessDesk } from '../access/access-desk.ts';
import type { Reach } from '../access/reach.ts';
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
  const access = new AccessDesk({ store, now: () => 0, reach: null });
  const token = (await access.issueSetUpSecret()) ?? '';
  const { secret } = await access.setUp(
    { token, name: 'ada', password: 'correct horse battery staple' },
    'here',
  );
  return {
    entrance: { access, scheme: 'https' } as const,
    secret,
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
  const { entrance, secret } = session;
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
