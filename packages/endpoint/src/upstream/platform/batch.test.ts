import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { asId, type ClientId } from '@causeway/contract';
import { type Batch, MAX_BATCH_BYTES, type SpoolEntry } from '@causeway/contract/upstream-messages';
import { startedAt } from '../../testing/serve-endpoint.ts';
import { enrolledClient, TestClient } from '../../testing/test-client.ts';
import { type PlatformSite, servePlatform, serverAddress } from '../testing/test-endpoint-server.ts';

const trust = 'ab'.repeat(32);
const later = startedAt + 60_000;

function seen(clientId: string, parts: object = {}): SpoolEntry {
  const observation = { clientId, at: later, address: serverAddress, trust, ...parts };
  return { kind: 'observations', observations: [observation] };
}

function uploaded(clientId: string, document: string, receivedAt = later): SpoolEntry {
  return { kind: 'inventory', clientId, receivedAt, address: serverAddress, document };
}

function inOrder(...entries: SpoolEntry[]): Batch['entries'] {
  return entries.map((entry, index) => ({ sequence: index + 1, entry }));
}

async function evidenceOf({ site }: PlatformSite, { id }: TestClient) {
  return (await site.store.clients.standing(asId<ClientId>(id)))?.evidence.filter(({ at }) => at > startedAt);
}

test('a batch is stored, and the answer says up to where', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  const client = await enrolledClient(site);
  site.at = later;
  const reply = await server.batch({ entries: inOrder(seen(client.id), uploaded(client.id, '{"a":1}')) });
  assert.deepEqual([reply.status, reply.body], [200, '{"accepted":2}']);
  assert.deepEqual(await evidenceOf(platform, client), [{ address: serverAddress, trust, at: later }]);
  const id = asId<ClientId>(client.id);
  assert.equal((await site.store.inventories.find(id))?.receivedAt, later);
  assert.equal(site.store.inventories.documentOf(id), '{"a":1}');
});

test('a batch whose answer was lost is sent again and stored once', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  const client = await enrolledClient(site);
  const entries = inOrder(uploaded(client.id, '{"a":1}'), uploaded(client.id, '{"a":2}'));
  const replies = [await server.batch({ entries }), await server.batch({ entries })];
  assert.deepEqual(
    replies.map(({ body }) => body),
    ['{"accepted":2}', '{"accepted":2}'],
  );
  assert.equal(await site.store.inventories.count(asId<ClientId>(client.id)), 2);
});

test('at an address that is not the endpoint server’s own a client was seen and has proven nothing', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  const client = await enrolledClient(site);
  site.at = later;
  const elsewhere = seen(client.id, { address: 'https://inventory.acme.example:443' });
  assert.equal((await server.batch({ entries: inOrder(elsewhere) })).status, 200);
  assert.deepEqual(await evidenceOf(platform, client), []);
  assert.equal((await site.store.clients.find(asId<ClientId>(client.id)))?.lastSeenAt, later);
});

test('nothing happens in the future: evidence of a time to come would never grow old', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  const client = await enrolledClient(site);
  site.at = later;
  const failures = [{ address: serverAddress, code: 'TIMEOUT', at: later + 1e9 }];
  const entries = inOrder(
    seen(client.id, { at: later + 1e9, failures }),
    uploaded(client.id, '{}', 2 * later),
  );
  assert.equal((await server.batch({ entries })).status, 200);
  const standing = await site.store.clients.standing(asId<ClientId>(client.id));
  assert.equal(standing?.lastSeenAt, later);
  assert.equal(standing?.failures[0]?.at, later);
  assert.deepEqual(await evidenceOf(platform, client), [{ address: serverAddress, trust, at: later }]);
  assert.equal((await site.store.inventories.find(asId<ClientId>(client.id)))?.receivedAt, later);
});

test('an endpoint server cannot vouch for another one, nor for itself', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  const other = new TestClient(site);
  await other.enroll(
    await site.endpoint.createToken({ uses: 1, validMs: 60_000, purpose: 'endpoint-server' }),
  );
  site.at = later;
  for (const one of [other, server.client]) {
    const reply = await server.batch({
      spool: one.id,
      entries: inOrder(seen(one.id), uploaded(one.id, '{}')),
    });
    assert.equal(
      reply.body,
      '{"accepted":2}',
      'what is dropped is accepted, or it would come again for ever',
    );
    assert.deepEqual(await evidenceOf(platform, one), []);
    assert.equal(await site.store.inventories.find(asId<ClientId>(one.id)), undefined);
  }
});

test('what is said of unknown clients is dropped', async () => {
  await using platform = await servePlatform();
  const unknown = '0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6f';
  const entries = inOrder(seen(unknown), uploaded(unknown, '{}'), seen('no id'), uploaded('__proto__', '{}'));
  assert.equal((await platform.server.batch({ entries })).body, '{"accepted":4}');
});

test('sequences that do not grow, and numbers that no store keeps, are refused', async () => {
  await using platform = await servePlatform();
  const { server } = platform;
  const entry = seen(server.client.id);
  const twice = [1, 1].map((sequence) => ({ sequence, entry }));
  const back = [2, 1].map((sequence) => ({ sequence, entry }));
  const huge = [{ sequence: 1e300, entry }];
  const revision = inOrder(seen(server.client.id, { appliedRevision: 1e300 }));
  for (const entries of [twice, back, huge, revision])
    assert.equal((await server.batch({ entries })).code, 'MESSAGE_INVALID');
});

test('a bomb is refused before it is unpacked', async () => {
  await using platform = await servePlatform();
  const bomb = gzipSync(Buffer.alloc(MAX_BATCH_BYTES + 1, ' '));
  assert.ok(bomb.length < 200_000);
  const reply = await platform.server.packed(bomb);
  assert.deepEqual([reply.status, reply.code], [413, 'MESSAGE_TOO_LARGE']);
});

test('what is not compressed, or not by gzip, is refused', async () => {
  await using platform = await servePlatform();
  const { server } = platform;
  const json = Buffer.from('{"contract":1,"spool":"x","entries":[]}');
  const cut = gzipSync(json).subarray(0, -4);
  for (const content of [json, cut, Buffer.alloc(0), gzipSync('no json')])
    assert.equal((await server.packed(content)).code, 'MESSAGE_INVALID');
  const plain = await server.packed(gzipSync(json), { headers: { 'content-encoding': 'identity' } });
  assert.equal(plain.code, 'MESSAGE_INVALID');
});

test('one batch of an endpoint server is read at a time; the next one is asked to come back', async (t) => {
  await using platform = await servePlatform();
  const { server, site } = platform;
  const [begun, stored] = [Promise.withResolvers<void>(), Promise.withResolvers<number>()];
  const accept = t.mock.method(site.store.batches, 'accept', () => {
    begun.resolve();
    return stored.promise;
  });
  const first = server.batch({});
  await begun.promise;
  const second = await server.batch({});
  assert.deepEqual([second.status, second.code], [503, 'ENDPOINT_OVERLOADED']);
  assert.ok(second.headers['retry-after']);
  accept.mock.restore();
  stored.resolve(0);
  assert.equal((await first).status, 200);
  assert.equal((await server.batch({})).status, 200);
});
