import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import type { Reply } from '../testing/send.ts';
import { type Site, serveEndpoint } from '../testing/serve-endpoint.ts';
import { enrolledClient, TestClient } from '../testing/test-client.ts';

const keyOf = async ({ store }: Site, { id }: TestClient) =>
  (await store.clients.find(asId<ClientId>(id)))?.publicKey;

/** The same client with a new key that nobody knows yet. */
function withNewKey(site: Site, { id }: TestClient): TestClient {
  const coming = new TestClient(site);
  coming.id = id;
  return coming;
}

function assertRefused({ status, code }: Reply, expected: number, expectedCode: string): void {
  assert.deepEqual([status, code], [expected, expectedCode]);
}

test('a client puts a new key in the place of its key, and the old one is nobody’s', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const coming = withNewKey(site, client);
  assert.equal((await client.poll()).status, 204);
  const reply = await client.send(client.signReEnroll(coming));
  assert.deepEqual([reply.status, reply.body], [204, '']);
  assert.equal(await keyOf(site, client), coming.publicKey);
  assert.equal((await coming.poll()).status, 204);
  assertRefused(await client.poll(), 401, 'SIGNATURE_WRONG');
  assert.equal(await site.store.clients.count(), 1);
  const next = withNewKey(site, client);
  assertRefused(await client.send(client.signReEnroll(next)), 401, 'SIGNATURE_WRONG');
  assert.equal((await client.send(coming.signReEnroll(next))).status, 204);
});

test('one whose answer was lost asks again, by the key that is no longer known', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const coming = withNewKey(site, client);
  const request = client.signReEnroll(coming);
  assert.equal((await client.send(request)).status, 204);
  assertRefused(await client.send(request), 401, 'REQUEST_REPLAYED');
  assert.equal((await client.send(client.signReEnroll(coming))).status, 204);
  assert.equal(await keyOf(site, client), coming.publicKey);
  assert.equal((await coming.poll()).status, 204);
});

test('who does not hold both keys changes nothing', async () => {
  await using site = await serveEndpoint();
  const [client, other] = [await enrolledClient(site), await enrolledClient(site)];
  const coming = withNewKey(site, client);
  const stranger = new TestClient(site);
  const old = { created: site.at / 1000 - 301 };
  for (const [request, status, code] of [
    // Another key of before: a stranger's, and another client's.
    [client.signReEnroll(coming, { former: { privateKey: stranger.privateKey } }), 401, 'SIGNATURE_WRONG'],
    [client.signReEnroll(coming, { former: { keyId: other.id } }), 400, 'MESSAGE_INVALID'],
    [client.signReEnroll(coming, { said: { clientId: other.id } }), 400, 'MESSAGE_INVALID'],
    [
      client.signReEnroll(coming, { said: { clientId: other.id }, former: { keyId: other.id } }),
      ...[401, 'SIGNATURE_WRONG'],
    ],
    // Another new key than the one that signs.
    [client.signReEnroll(coming, { said: { publicKey: stranger.publicKey } }), 400, 'MESSAGE_INVALID'],
    [client.signReEnroll(coming, { privateKey: stranger.privateKey }), 401, 'SIGNATURE_WRONG'],
    // The key of another client: it signs, but it is taken.
    [client.signReEnroll(other), 409, 'CLIENT_KEY_TAKEN'],
    [client.signReEnroll(coming, old), 401, 'CLOCK_SKEWED'],
    [client.signReEnroll(coming, { former: old }), 401, 'CLOCK_SKEWED'],
    [client.signReEnroll(coming, { sent: '{}' }), 401, 'CONTENT_DIGEST_WRONG'],
    [client.signReEnroll(coming, { said: { clientId: 'x' }, former: { keyId: 'x' } }), 403, 'CLIENT_UNKNOWN'],
  ] as const)
    assertRefused(await client.send(request), Number(status), String(code));
  assert.equal(await keyOf(site, client), client.publicKey);
  assert.equal(await keyOf(site, other), other.publicKey);
  assert.equal((await client.poll()).status, 204);
});

test('a retired client and an endpoint server get no new key', async () => {
  await using site = await serveEndpoint();
  const [client, server] = [await enrolledClient(site), new TestClient(site)];
  await server.enroll(
    await site.endpoint.createToken({ uses: 1, validMs: 60_000, purpose: 'endpoint-server' }),
  );
  await site.store.clients.setStanding(asId<ClientId>(client.id), 'retired');
  assertRefused(await client.send(client.signReEnroll(withNewKey(site, client))), 403, 'CLIENT_RETIRED');
  assertRefused(await server.send(server.signReEnroll(withNewKey(site, server))), 403, 'CLIENT_UNKNOWN');
});

test('who is refused too often waits', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const coming = withNewKey(site, client);
  for (let count = 0; count < 20; count++)
    assertRefused(
      await client.send(client.signReEnroll(coming, { privateKey: client.privateKey })),
      401,
      'SIGNATURE_WRONG',
    );
  assertRefused(await client.send(client.signReEnroll(coming)), 429, 'ENROLLMENT_LIMITED');
});
