import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import { serveEndpoint, testAddress } from '../testing/serve-endpoint.ts';
import { enrolledClient, TestClient } from '../testing/test-client.ts';

test('an inventory is kept as it came, and is evidence', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const clientId = asId<ClientId>(client.id);
  const document = ' {"cpu" : "Käse 🧀 \\u00e4",\r\n"a":1.10,"a":2} ';
  site.at += 1_000;
  assert.equal((await client.inventory(document)).status, 204);
  const kept = { clientId, address: testAddress, receivedAt: site.at };
  assert.deepEqual(await site.store.inventories.find(clientId), kept);
  assert.equal(site.store.inventories.documentOf(clientId), document);
  await site.endpoint.flush();
  assert.equal((await site.store.clients.find(clientId))?.lastSeenAt, site.at);
});

test('what is no JSON object is refused and leaves the one before', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  await client.inventory('{"kept":true}');
  const documents = ['', '[]', 'null', '"text"', '1', '{', '{"a":1}x', Buffer.from('{"a":"\xff"}', 'latin1')];
  for (const document of documents) {
    const { status, code } = await client.inventory(document);
    const expected = Buffer.isBuffer(document) ? 'INVENTORY_ENCODING_WRONG' : 'INVENTORY_MALFORMED';
    assert.deepEqual([status, code], [400, expected], String(document));
  }
  assert.equal(site.store.inventories.documentOf(asId<ClientId>(client.id)), '{"kept":true}');
});

for (const [how, headers] of [
  ['with its length', {}],
  ['in chunks', { 'transfer-encoding': 'chunked' }],
] as const) {
  test(`17 MB ${how} are refused, and the refusal arrives`, { timeout: 10_000 }, async () => {
    await using site = await serveEndpoint();
    const client = await enrolledClient(site);
    const document = Buffer.alloc(17 * 1024 * 1024, ' ');
    const { status, code } = await client.inventory(document, { headers });
    assert.deepEqual([status, code], [413, 'MESSAGE_TOO_LARGE']);
    assert.deepEqual(site.faults, []);
    assert.equal((await client.poll()).status, 204);
  });
}

test('nothing is taken in from a stranger', async () => {
  await using site = await serveEndpoint();
  const document = Buffer.alloc(17 * 1024 * 1024, ' ');
  const { status, code } = await new TestClient(site).inventory(document, {
    keyId: '0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6f',
  });
  assert.deepEqual([status, code], [403, 'CLIENT_UNKNOWN']);
});
