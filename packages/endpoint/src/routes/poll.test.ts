import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import type { WireRequest } from '../testing/send.ts';
import { type Site, serveEndpoint, somePublishInput, testAddress } from '../testing/serve-endpoint.ts';
import { enrolledClient, type TestClient } from '../testing/test-client.ts';

test('a poll with nothing new is answered with 204, in under 200 bytes on the wire', async () => {
  await using site = await serveEndpoint();
  await site.endpoint.publish(somePublishInput());
  const client = await enrolledClient(site);
  const reply = await sendRaw(site.port, client.signPoll({ fetchedRevision: 1 }));
  assert.match(reply, /^HTTP\/1\.1 204 /);
  assert.ok(reply.endsWith('\r\n\r\n'));
  assert.ok(reply.length < 200, `${reply.length} bytes`);
});

test('a poll is told of a newer revision, and of none when none is published', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  assert.equal((await client.poll()).status, 204);
  await site.endpoint.publish(somePublishInput());
  await site.endpoint.publish(somePublishInput());
  const reply = await client.poll({ fetchedRevision: 1 });
  assert.equal(reply.status, 200);
  assert.equal(reply.body, '{"revision":2}');
  assert.equal(reply.headers['content-type'], 'application/json');
});

test('a poll is evidence for the address and the trust where it arrived', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const https = 'https://inventory.acme.example:443';
  site.arrival = { ...site.arrival, address: https, trust: 'ab'.repeat(32) };
  site.at += 5_000;
  await client.poll({ appliedRevision: 3, version: '2.0.0' }, { address: https });
  const { record, standing } = await keptOf(site, client);
  assert.deepEqual(standing?.evidence, [
    { address: testAddress, trust: 'none', at: site.at - 5_000 },
    { address: https, trust: 'ab'.repeat(32), at: site.at },
  ]);
  assert.equal(record?.appliedRevision, 3);
  assert.equal(record?.version, '2.0.0');
  assert.equal(record?.lastAddress, https);
  assert.equal(record?.fetchedRevision, 0, 'a claim to have fetched is none');
});

test('failures are kept with the times of our clock', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const told = { address: 'https://a.example:443', code: 'CERTIFICATE_UNTRUSTED', message: 'no anchor' };
  const seen = { ...told, certificateSha256: 'cd'.repeat(32) };
  const old = { address: testAddress, code: 'TIMED_OUT' };
  // By a clock that is four minutes ahead: a duration is none the worse for it.
  const created = site.at / 1000 + 240;
  const failures = [
    { ...seen, secondsAgo: 2.5 },
    { ...old, secondsAgo: 1e300 },
  ];
  assert.equal((await client.poll({ failures }, { created })).status, 204);
  assert.deepEqual((await keptOf(site, client)).standing?.failures, [
    { ...old, at: 0 },
    { ...seen, at: site.at - 2_500 },
  ]);
});

test('a failure at what is no address is passed over, and the rest of the poll counts', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const failure = { code: 'TIMED_OUT', secondsAgo: 0 };
  const told = [testAddress, '', 'x'.repeat(300), 'https://a.example', 'ftp://a.example:21', '*'];
  const failures = told.map((address) => ({ ...failure, address }));
  assert.equal((await client.poll({ failures, appliedRevision: 2 })).status, 204);
  const { record, standing } = await keptOf(site, client);
  assert.deepEqual(standing?.failures, [{ address: testAddress, code: 'TIMED_OUT', at: site.at }]);
  assert.equal(record?.appliedRevision, 2);
});

for (const { offset, skew } of [
  { offset: undefined, skew: 120 },
  { offset: 0, skew: 120 },
  { offset: -3_600, skew: 3_720 },
]) {
  test(`a clock is ${skew} s ahead when signatures are 120 s ahead with a correction of ${offset}`, async () => {
    await using site = await serveEndpoint();
    const client = await enrolledClient(site);
    const said = offset === undefined ? {} : { clockOffsetSeconds: offset };
    await client.poll(said, { created: site.at / 1000 + 120 });
    assert.equal((await keptOf(site, client)).record?.clockSkewSeconds, skew);
  });
}

test('a message that is none is refused', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const poll = { fetchedRevision: 0, appliedRevision: 0, version: '1' };
  const failure = { address: 'a', code: 'X_1', secondsAgo: 1 };
  const messages = [
    ...['', 'null', '[]', '{', '{}', '\u0000', '['.repeat(30_000)],
    JSON.stringify({ ...poll, fetchedRevision: -1 }),
    JSON.stringify({ ...poll, version: 'x'.repeat(51) }),
    JSON.stringify({ ...poll, failures: Array.from({ length: 21 }, () => failure) }),
    JSON.stringify({ ...poll, failures: [{ ...failure, secondsAgo: -1 }] }),
    // Beyond what a store can count: one such poll would stop the batches of all clients.
    '{"fetchedRevision":0,"appliedRevision":1e300,"version":"1"}',
    '{"fetchedRevision":0,"appliedRevision":1152921504606846976,"version":"1"}',
  ];
  for (const message of messages) {
    const { status, code } = await client.send(client.sign('/client/poll', message));
    assert.deepEqual({ status, code }, { status: 400, code: 'MESSAGE_INVALID' }, message.slice(0, 80));
  }
  const long = await client.poll({ version: 'x'.repeat(40_000) });
  assert.deepEqual([long.status, long.code], [413, 'MESSAGE_TOO_LARGE']);
});

async function keptOf(site: Site, { id }: TestClient) {
  await site.endpoint.flush();
  const clientId = asId<ClientId>(id);
  const { clients } = site.store;
  return { record: await clients.find(clientId), standing: await clients.standing(clientId) };
}

/** Everything that comes back, as it is on the wire. */
async function sendRaw(port: number, { method, path, headers, body = '' }: WireRequest): Promise<string> {
  const fields = { host: 'inventory.acme.example', 'content-length': Buffer.byteLength(body), ...headers };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(port, '127.0.0.1');
  socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  let reply = '';
  for await (const chunk of socket.setEncoding('latin1')) {
    reply += chunk;
    if (reply.includes('\r\n\r\n')) break;
  }
  return reply;
}
