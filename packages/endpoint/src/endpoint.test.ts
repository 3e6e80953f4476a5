import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import { type Reply, send } from './testing/send.ts';
import { type Site, serveEndpoint, somePublishInput, testAddress } from './testing/serve-endpoint.ts';
import { enrolledClient, TestClient } from './testing/test-client.ts';

const https = 'https://inventory.acme.example:443';

test('a prove is evidence where it arrived, and nothing else', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  site.at += 1_000;
  site.arrival = { ...site.arrival, address: https, trust: 'ab'.repeat(32) };
  const { status, body } = await client.prove({ address: https });
  assert.deepEqual([status, body], [204, '']);
  await site.endpoint.flush();
  const { evidence } = (await site.store.clients.standing(asId<ClientId>(client.id))) ?? {};
  assert.deepEqual(evidence?.at(-1), { address: https, trust: 'ab'.repeat(32), at: site.at });
});

test('a recorded request is refused, within the window of its time and after it', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const request = client.signPoll({}, { created: site.at / 1000 + 300 });
  assert.equal((await client.send(request)).status, 204);
  assertRefused(await client.send(request), 401, 'REQUEST_REPLAYED');
  site.at += 600_000;
  assertRefused(await client.send(request), 401, 'REQUEST_REPLAYED');
  site.at += 1_000;
  assertRefused(await client.send(request), 401, 'CLOCK_SKEWED');
});

test('two clients may use one nonce, one client may not', async () => {
  await using site = await serveEndpoint();
  const [client, other] = [await enrolledClient(site), await enrolledClient(site)];
  assert.equal((await client.poll({}, { nonce: 'same' })).status, 204);
  assert.equal((await other.poll({}, { nonce: 'same' })).status, 204);
  assertRefused(await client.poll({}, { nonce: 'same' }), 401, 'REQUEST_REPLAYED');
});

test('a clock may be 300 s off and no more; the refusal says what time it is', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const now = site.at / 1000;
  for (const skew of [-300, 300])
    assert.equal((await client.poll({}, { created: now + skew })).status, 204, `${skew} s`);
  for (const skew of [-301, 301]) {
    const reply = await client.poll({}, { created: now + skew });
    assertRefused(reply, 401, 'CLOCK_SKEWED');
    assert.match(reply.headers.date ?? '', / GMT$/);
  }
});

test('a signature for another address proves nothing here', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  site.arrival = { ...site.arrival, address: https, trust: 'ab'.repeat(32) };
  assertRefused(await client.prove({ address: testAddress }), 401, 'SIGNATURE_WRONG');
  assertRefused(
    await client.prove({ address: 'https://inventory.acme.example:8443' }),
    401,
    'SIGNATURE_WRONG',
  );
  await site.endpoint.flush();
  const { evidence } = (await site.store.clients.standing(asId<ClientId>(client.id))) ?? {};
  assert.deepEqual(
    evidence?.map(({ address }) => address),
    [testAddress],
  );
});

test('a request without a signature, by an unknown client or by the key of another is refused', async () => {
  await using site = await serveEndpoint();
  const [client, other] = [await enrolledClient(site), await enrolledClient(site)];
  const { headers, ...request } = client.signPoll();
  const unsigned = { 'content-digest': headers['content-digest'] ?? '' };
  assertRefused(await client.send({ ...request, headers: unsigned }), 401, 'SIGNATURE_MISSING');
  for (const keyId of ['', 'nobody', '__proto__', '0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6f', client.publicKey])
    assertRefused(await client.poll({}, { keyId }), 403, 'CLIENT_UNKNOWN');
  assertRefused(await other.poll({}, { keyId: client.id }), 401, 'SIGNATURE_WRONG');
});

test('a foreign client has no key and cannot poll', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const id = asId<ClientId>('0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b70');
  const record = await site.store.clients.find(asId<ClientId>(client.id));
  const { id: tokenId } = await site.endpoint.createToken({ uses: 1, validMs: 1_000 });
  assert.ok(record);
  await site.store.clients.enroll({ ...record, id, kind: 'foreign', publicKey: '' }, tokenId, site.at);
  assertRefused(await client.poll({}, { keyId: id }), 403, 'CLIENT_UNKNOWN');
});

test('a retired client is refused as soon as it is forgotten, and comes back the same way', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const id = asId<ClientId>(client.id);
  assert.equal((await client.poll()).status, 204);
  await site.store.clients.setStanding(id, 'retired');
  site.endpoint.forget(id);
  assertRefused(await client.poll(), 403, 'CLIENT_RETIRED');
  await site.store.clients.setStanding(id, 'enrolled');
  assert.equal((await client.poll()).status, 204);
});

test('a key that was being read while its client was forgotten is not kept', async (t) => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const id = asId<ClientId>(client.id);
  const record = await site.store.clients.find(id);
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<typeof record>();
  const find = t.mock.method(site.store.clients, 'find', () => {
    asked.resolve();
    return answer.promise;
  });
  const first = client.poll();
  await asked.promise;
  find.mock.restore();
  await site.store.clients.setStanding(id, 'retired');
  site.endpoint.forget(id);
  answer.resolve(record);
  assert.equal((await first).status, 204);
  assertRefused(await client.poll(), 403, 'CLIENT_RETIRED');
});

test('a rescue listener serves config.ini, and refuses all else before it looks at it', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const token = await site.endpoint.createToken({ uses: 1, validMs: 1_000 });
  await site.endpoint.publish(somePublishInput());
  site.arrival = { ...site.arrival, serves: 'rescue' };
  assert.equal((await client.config()).status, 200);
  const replies = [
    ...[await client.poll(), await client.prove(), await client.inventory('{}')],
    ...[await new TestClient(site).enroll(token), await get(site, '/'), await get(site, '/config.ini/')],
  ];
  for (const reply of replies) assertRefused(reply, 403, 'RESCUE_ONLY');
  assert.equal((await site.store.tokens.find(token.id))?.usesLeft, 1);
});

test('an unknown path and a wrong method are said to be that', async () => {
  await using site = await serveEndpoint();
  for (const path of ['//', '/client', '/client/poll/', '/__proto__', '/constructor', '/config.INI'])
    assertRefused(await get(site, path), 404, 'PATH_UNKNOWN');
  const wrong = await get(site, '/client/poll?x');
  assertRefused(wrong, 405, 'METHOD_WRONG');
  assert.equal(wrong.headers.allow, 'POST');
  const post = await send(site.port, { method: 'POST', path: '/config.ini', headers: {} });
  assertRefused(post, 405, 'METHOD_WRONG');
  assert.equal(post.headers.allow, 'GET, HEAD');
});

test('when evidence cannot be written fast enough clients are asked to come back, and can', async (t) => {
  await using site = await serveEndpoint({ mostEvidenceWaiting: 2 });
  const client = await enrolledClient(site);
  const written = Promise.withResolvers<void>();
  const record = t.mock.method(site.store.clients, 'record', () => written.promise);
  const flushed = site.endpoint.flush();
  assert.deepEqual([(await client.prove()).status, (await client.prove()).status], [204, 204]);
  const refused = await client.prove();
  assertRefused(refused, 503, 'ENDPOINT_OVERLOADED');
  assert.equal(refused.headers['retry-after'], '30');
  assertRefused(await get(site, '/config.ini'), 503, 'ENDPOINT_OVERLOADED');
  record.mock.restore();
  written.resolve();
  await flushed;
  await site.endpoint.flush();
  assert.equal((await client.prove()).status, 204);
});

test('a fault of ours is logged and its text stays here', async (t) => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  t.mock.method(site.store.clients, 'find', () => Promise.reject(new Error('secret path')));
  const reply = await client.poll();
  assertRefused(reply, 500, 'INTERNAL_FAULT');
  assert.doesNotMatch(reply.body, /secret path/);
  assert.equal(site.faults.length, 1);
});

test('a client that hangs up in the middle of a message is no fault of ours', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const handled = Promise.withResolvers<void>();
  const server = createServer(async (request, response) => {
    request.once('data', () => socket.destroy());
    await site.endpoint.handle(request, response, site.arrival);
    handled.resolve();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const socket = connect(address.port, '127.0.0.1');
  socket.write('POST /client/poll HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
  await handled.promise;
  server.close();
  assert.deepEqual(site.faults, []);
  assert.equal((await client.poll()).status, 204);
});

test('a token is shown once, with its secret behind its id', async () => {
  await using site = await serveEndpoint();
  const { token, ...shown } = await site.endpoint.createToken({ uses: 3, validMs: 60_000 });
  assert.deepEqual(shown, {
    id: shown.id,
    purpose: 'client',
    createdAt: site.at,
    expiresAt: site.at + 60_000,
    usesLeft: 3,
    group: null,
  });
  const kept = await site.store.tokens.find(shown.id);
  assert.equal(token, `${kept?.id}.${kept?.secret}`);
  assert.equal(Buffer.from(kept?.secret ?? '', 'base64url').length, 32);
});

function get(site: Site, path: string): Promise<Reply> {
  return send(site.port, { method: 'GET', path, headers: {} });
}

function assertRefused({ status, code }: Reply, expected: number, expectedCode: string): void {
  assert.deepEqual({ status, code }, { status: expected, code: expectedCode });
}
