import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AccessDesk } from '../access/access-desk.ts';
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
  const access = new AccessDesk(store, () => 0);
  const token = (await access.issueSetUpSecret()) ?? '';
  const { secret } = await access.setUp(
    { token, name: 'ada', password: 'correct horse battery staple' },
    'here',
  );
  return {
    access,
    secret,
    cookie: `causeway_session=${secret}`,
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

test('a cookie counts for reading from anywhere, and for deeds from our own pages alone', async () => {
  await using session = await openSession();
  const { access, cookie } = session;
  const refused = { code: 'CROSS_SITE_REQUEST' };
  assert.equal((await authenticate(requestOf('GET', { cookie }), access)).name, 'ada');
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    assert.equal((await authenticate(requestOf(method, { cookie, origin }), access)).name, 'ada');
    await assert.rejects(authenticate(requestOf(method, { cookie }), access), refused);
    for (const other of [
      'null',
      'https://evil.example',
      'http://localhost:9000',
      'https://localhost',
      `${origin}.evil.example`,
    ])
      await assert.rejects(
        authenticate(requestOf(method, { cookie, origin: other }), access),
        refused,
        other,
      );
  }
});

test('a bearer token needs no origin: no browser sends it by itself', async () => {
  await using session = await openSession();
  const { access, secret } = session;
  for (const authorization of [`Bearer ${secret}`, `bearer ${secret}`])
    assert.equal((await authenticate(requestOf('POST', { authorization }), access)).name, 'ada');
});

test('another kind of Authorization does not let the cookie in by the back door', async () => {
  await using session = await openSession();
  const { access, cookie, secret } = session;
  for (const authorization of ['Basic YTpi', 'Bearer', `Bearer ${secret} ${secret}`, '']) {
    const request = requestOf('POST', { authorization, cookie, origin: 'https://evil.example' });
    await assert.rejects(authenticate(request, access), { code: 'SIGNED_OUT' }, authorization);
  }
});

test('the cookie is found among others, and only under its own name', () => {
  assert.equal(secretOf(requestOf('GET', { cookie: 'a=b; causeway_session=s; c=d' })), 's');
  for (const cookie of ['', 'causeway_session=', 'xcauseway_session=s', 'causeway_session2=s'])
    assert.equal(secretOf(requestOf('GET', { cookie })), undefined, cookie);
});

test('the cookie is for HTTPS and this host alone, out of reach of scripts and other sites', () => {
  const cookie = sessionCookie('s', 0);
  for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/'])
    assert.ok(cookie.split('; ').includes(attribute), attribute);
  assert.doesNotMatch(cookie, /Domain/i);
});
