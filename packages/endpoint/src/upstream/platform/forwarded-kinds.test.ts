import assert from 'node:assert/strict';
import { randomUUIDv7 } from 'node:crypto';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import type { Batch, SpoolEntry } from '@causeway/contract/upstream-messages';
import { foreignClientId } from '@causeway/inventory';
import { ForeignAgent, someXmlInventory } from '../../testing/foreign-agent.ts';
import { startedAt, testTenant } from '../../testing/serve-endpoint.ts';
import { enrolledClient, TestClient } from '../../testing/test-client.ts';
import { servePlatform, serverAddress } from '../testing/test-endpoint-server.ts';

const trust = 'ab'.repeat(32);
const later = startedAt + 60_000;
const DEVICE = 'pc-anna-2026-11-23-10-00-00';
const id = foreignClientId(testTenant, DEVICE);
const settings = { pollingIntervalSeconds: 600, inventoryIntervalSeconds: 86_400 };

type Foreign = Extract<SpoolEntry, { kind: 'foreign' }>;

function cameBy(parts: Partial<Foreign> = {}): Foreign {
  const contact = { deviceId: DEVICE, agent: 'OCS-NG_unified_unix_agent_v2.10', at: later, trust };
  return { kind: 'foreign', ...contact, address: serverAddress, ...parts };
}

function inventoryOf(document: string): Pick<Foreign, 'inventory'> {
  return { inventory: { format: 'ocs-xml', document } };
}

function diagnosed(clientId: string, document: string, receivedAt = later): SpoolEntry {
  return { kind: 'diagnostics', clientId, receivedAt, document };
}

function inOrder(...entries: SpoolEntry[]): Batch['entries'] {
  return entries.map((entry, index) => ({ sequence: index + 1, entry }));
}

test('a foreign agent that came to an endpoint server is a client with its inventory and its evidence', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  site.at = later;
  const entries = inOrder(cameBy(), cameBy(inventoryOf(someXmlInventory(DEVICE))));
  assert.equal((await server.batch({ entries })).body, '{"accepted":2}');
  const record = await site.store.clients.find(id);
  assert.deepEqual([record?.kind, record?.name, record?.deviceId], ['foreign', 'pc-anna', DEVICE]);
  const standing = await site.store.clients.standing(id);
  assert.deepEqual(standing?.evidence, [{ address: serverAddress, trust, at: later }]);
  assert.equal(site.store.inventories.computerOf(id)?.hardware?.hostname, 'pc-anna');
});

test('it proves nothing at an address that is not the endpoint server’s, and nothing in the future', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  site.at = later;
  const elsewhere = cameBy({ address: 'https://inventory.acme.example:443', at: later + 1e9 });
  assert.equal((await server.batch({ entries: inOrder(elsewhere) })).status, 200);
  const standing = await site.store.clients.standing(id);
  assert.deepEqual([standing?.evidence, standing?.lastSeenAt], [[], later]);
});

test('what cannot be read is passed over, and holds nothing up', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  const client = await enrolledClient(site);
  const bad = [cameBy(inventoryOf('<REQUEST>')), cameBy({ deviceId: 'other', ...inventoryOf('{}') })];
  const entries = inOrder(...bad, diagnosed(client.id, '{"ok":1}'));
  assert.equal((await server.batch({ entries })).body, '{"accepted":3}');
  assert.equal(await site.store.clients.find(id), undefined);
  assert.ok(await site.store.diagnostics.find(asId<ClientId>(client.id)));
});

test('diagnostics are kept, but none that are too large or no object, nor of an endpoint server', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  const [client, other] = [await enrolledClient(site), new TestClient(site)];
  await other.enroll(
    await site.endpoint.createToken({ uses: 1, validMs: 60_000, purpose: 'endpoint-server' }),
  );
  site.at = later;
  const entries = inOrder(
    diagnosed(client.id, '{"a":1}', later + 1e9),
    diagnosed(client.id, '[]'),
    diagnosed(client.id, `{"a":"${'x'.repeat(256 * 1024)}"}`),
    diagnosed(other.id, '{}'),
  );
  assert.equal((await server.batch({ entries })).body, '{"accepted":4}');
  const clientId = asId<ClientId>(client.id);
  const kept = { clientId, receivedAt: later, document: '{"a":1}' };
  assert.deepEqual(await site.store.diagnostics.find(clientId), kept);
  assert.equal(await site.store.diagnostics.find(asId<ClientId>(other.id)), undefined);
});

test('an endpoint server learns what clients are asked to do, and its reports end that here too', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  const client = await enrolledClient(site);
  const clientId = asId<ClientId>(client.id);
  const action = { id: randomUUIDv7(), kind: 'diagnostics' } as const;
  const record = { id: action.id, clientId, action, by: 'anna', at: site.at };
  await site.store.actions.add({ ...record, state: 'waiting', doneAt: null, message: null });
  assert.deepEqual(JSON.parse((await client.poll()).body).actions, [action]);
  const asked = await server.askVerified('clients', { ids: [client.id] });
  const named = { id: client.id, name: 'pc-anna', publicKey: client.publicKey, standing: 'enrolled' };
  assert.deepEqual(asked, { clients: [{ ...named, actions: [action] }] });
  const done = [{ id: action.id, outcome: 'done', more: 'of a later version' } as const];
  const observations = [{ clientId: client.id, at: site.at, address: serverAddress, trust, done }];
  await server.batch({ entries: inOrder({ kind: 'observations', observations }) });
  assert.equal((await client.poll({ fetchedRevision: 1 })).status, 204);
  assert.deepEqual(
    (await site.store.actions.list({ limit: 1 })).map(({ state }) => state),
    ['done'],
  );
  assert.deepEqual(await server.askVerified('clients', { ids: [client.id] }), { clients: [named] });
});

test('a foreign client is known to an endpoint server by its standing', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  await server.batch({ entries: inOrder(cameBy()) });
  await site.store.clients.setStanding(id, 'retired');
  const expected = { id, name: 'pc-anna', publicKey: '', standing: 'retired' };
  assert.deepEqual(await server.askVerified('clients', { ids: [id] }), { clients: [expected] });
});

test('a device id that another machine claims at an endpoint server proves nothing here any more', async () => {
  await using platform = await servePlatform({ foreignAgents: () => settings });
  const { site, server } = platform;
  const agent = new ForeignAgent(site, DEVICE);
  await agent.inventory();
  await agent.prolog();
  const clone = { hostname: 'pc-clone', serialNumber: 'S-2', uuid: '4c4c4544-0042-3510-8053-b2c04f4d3439' };
  site.at = later;
  await server.batch({ entries: inOrder(cameBy(inventoryOf(someXmlInventory(DEVICE, clone)))) });
  site.at += 1_000;
  await agent.prolog();
  await site.endpoint.flush();
  assert.equal((await site.store.clients.find(id))?.lastSeenAt, startedAt);
});

test('a new key that was relayed from an endpoint server is the client’s from then on', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  const client = await enrolledClient(site);
  assert.equal((await client.prove()).status, 204);
  const coming = new TestClient(site);
  coming.id = client.id;
  site.at += 1_000;
  const { headers, body } = client.signReEnroll(coming, { address: serverAddress });
  const message = {
    ...{ address: serverAddress, trust, headers: { ...headers } },
    content: Buffer.from(body ?? '').toString('base64'),
  };
  const answer = await server.askVerified('enroll', message);
  assert.deepEqual(answer, { status: 204, headers: {}, content: '' });
  assert.equal((await coming.prove()).status, 204);
  const standing = await site.store.clients.standing(asId<ClientId>(client.id));
  assert.ok(standing?.evidence.some(({ address, at }) => address === serverAddress && at === site.at));
  const { ids } = await site.store.clients.changedSince(0, 9);
  assert.ok(ids.includes(asId<ClientId>(client.id)), 'other endpoint servers hear of it');
});
