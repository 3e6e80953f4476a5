import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import {
  type ClientFilter,
  type ClientRecord,
  clientStateOf,
  clientStates,
  type EndpointStore,
  fits,
} from '@causeway/endpoint';
import { enrollAll, enrollOne, type OpenEndpointStore } from './open-endpoint-store.ts';
import { someClient, someObservation } from './records.ts';

const nobody = asId<ClientId>('ffffffff-ffff-7fff-bfff-ffffffffffff');

export function testClients(open: OpenEndpointStore): void {
  test('pages by name and id without a gap and without one twice', async () => {
    await using store = await open();
    const clients = ['b', 'a', 'c', 'a', 'b', 'a', 'd'].map((name) => someClient({ name }));
    await enrollAll(store, clients);
    const expected = clients.toSorted((one, two) => (one.name + one.id < two.name + two.id ? -1 : 1));
    for (const limit of [1, 2, 7, 50]) {
      assert.deepEqual(await readPages(store, limit), expected);
    }
  });

  test('lists those that a filter means, page by page', async () => {
    await using store = await open();
    const clients = await someFleet(store);
    const policy = { activeWindowMs: 100, activeWindowMsByGroup: { servers: 10 } };
    const filters = [
      ...['PC', 'pc-', '%', '_', 'Ä', 'nobody'].map((name) => ({ name })),
      ...(['native', 'foreign'] as const).map((kind) => ({ kind })),
      ...[null, 'servers', 'nosuch'].map((group) => ({ group })),
      ...clientStates.map((is) => ({ state: { is, policy, now: 1_000 } })),
      ...clientStates.map((is) => ({ state: { is, policy: { activeWindowMs: 50 }, now: 1_000 } })),
      { name: 'pc', kind: 'native', state: { is: 'active', policy, now: 1_000 } } as const,
    ];
    for (const filter of filters) {
      const expected = clients.filter((client) => fits(client, filter));
      assert.deepEqual(await readPages(store, 2, filter), expected, JSON.stringify(filter));
      assert.equal(await store.clients.countListed(filter), expected.length, JSON.stringify(filter));
    }
    const counts = clientStates.map((is) =>
      clients.filter((one) => clientStateOf(one, policy, 1_000) === is),
    );
    assert.deepEqual(
      counts.map(({ length }) => length),
      [4, 3, 1, 1],
    );
  });

  test('answers the record as it is after a change of standing or waiver', async () => {
    await using store = await open();
    const client = await enrollOne(store);
    const other = await enrollOne(store);
    const waiver = { reason: 'in repair', by: 'anna', at: 5 };
    assert.deepEqual(await store.clients.setWaiver(client.id, waiver), { ...client, waiver });
    const retired = { ...client, waiver, standing: 'retired' } as const;
    assert.deepEqual(await store.clients.setStanding(client.id, 'retired'), retired);
    assert.deepEqual(await store.clients.find(client.id), retired);
    assert.deepEqual(await store.clients.setWaiver(client.id, null), { ...retired, waiver: null });
    assert.deepEqual(await store.clients.find(other.id), other);
  });

  test('answers undefined for a client that is not there', async () => {
    await using store = await open();
    assert.equal(await store.clients.find(nobody), undefined);
    assert.equal(await store.clients.setStanding(nobody, 'retired'), undefined);
    assert.equal(await store.clients.setWaiver(nobody, null), undefined);
    assert.equal(await store.clients.standing(nobody), undefined);
    assert.equal(await store.inventories.find(nobody), undefined);
  });

  test('counts clients by standing as they come and go', async () => {
    await using store = await open();
    assert.deepEqual(await store.clients.countByStanding(), { enrolled: 0, retired: 0 });
    const [first, second] = [await enrollOne(store), await enrollOne(store), await enrollOne(store)];
    await store.clients.setStanding(first.id, 'retired');
    await store.clients.setStanding(first.id, 'retired');
    await store.clients.setStanding(second.id, 'retired');
    await store.clients.setStanding(second.id, 'enrolled');
    await store.clients.setWaiver(second.id, { reason: 'in repair', by: 'anna', at: 5 });
    assert.deepEqual(await store.clients.countByStanding(), { enrolled: 2, retired: 1 });
  });

  test('counts the enrolled clients of each group', async () => {
    await using store = await open();
    assert.deepEqual(await store.clients.countByGroup(), new Map());
    await enrollOne(store);
    const [first] = [await enrollOne(store, { group: 'b' }), await enrollOne(store, { group: 'b' })];
    await enrollOne(store, { group: 'a' });
    const last = await enrollOne(store, { group: 'c' });
    await enrollOne(store, { group: 'a', kind: 'endpoint-server' });
    await store.clients.setStanding(first.id, 'retired');
    await store.clients.setStanding(last.id, 'retired');
    const counts = [...(await store.clients.countByGroup())].sort();
    assert.deepEqual(counts, [
      ['a', 1],
      ['b', 1],
    ]);
  });

  test('finds many at once, each once and in the order of id', async () => {
    await using store = await open();
    const clients = Array.from({ length: 3 }, () => someClient()).sort((a, b) => (a.id < b.id ? -1 : 1));
    await enrollAll(store, clients.toReversed());
    const [first, second, third] = clients.map(({ id }) => id);
    assert.ok(first && second && third);
    assert.deepEqual(await store.clients.findMany([third, nobody, first, third]), [clients[0], clients[2]]);
    assert.deepEqual(await store.clients.findMany([]), []);
  });

  test('leaves endpoint servers out where clients are listed and counted by standing, and nowhere else', async () => {
    await using store = await open();
    const client = await enrollOne(store, { name: 'b' });
    const server = await enrollOne(store, { name: 'a', kind: 'endpoint-server' });
    assert.deepEqual(await store.clients.list({ limit: 9 }), [client]);
    assert.deepEqual(await store.clients.countByStanding(), { enrolled: 1, retired: 0 });
    await store.clients.setStanding(server.id, 'retired');
    assert.deepEqual(await store.clients.countByStanding(), { enrolled: 1, retired: 0 });
    assert.equal(await store.clients.count(), 2);
    assert.deepEqual(await store.clients.find(server.id), { ...server, standing: 'retired' });
    const kinds = (await Array.fromAsync(store.clients.fleet())).map(({ kind }) => kind).sort();
    assert.deepEqual(kinds, ['endpoint-server', 'native']);
    assert.equal((await store.clients.standing(server.id))?.kind, 'endpoint-server');
  });

  test('reads the fleet in the order of id, each client with its own facts', async () => {
    await using store = await open();
    const clients = Array.from({ length: 5 }, () => someClient()).sort((a, b) => (a.id < b.id ? -1 : 1));
    await enrollAll(store, clients.toReversed());
    const seen = clients.slice(1, 4).map(({ id }, index) => someObservation({ clientId: id, at: index + 1 }));
    await store.clients.record(seen);
    const fleet = await Array.fromAsync(store.clients.fleet());
    assert.deepEqual(
      fleet.map(({ id, lastSeenAt, evidence }) => ({ id, lastSeenAt, at: evidence.map(({ at }) => at) })),
      clients.map(({ id }, index) =>
        index === 0 || index === 4
          ? { id, lastSeenAt: null, at: [] }
          : { id, lastSeenAt: index, at: [index] },
      ),
    );
    const behind = await Array.fromAsync(store.clients.fleet(clients[2]?.id));
    assert.deepEqual(behind, fleet.slice(3));
  });

  test('reads an empty fleet, and lets others write while a fleet is read', async () => {
    await using store = await open();
    assert.deepEqual(await Array.fromAsync(store.clients.fleet()), []);
    const client = await enrollOne(store);
    for await (const { id } of store.clients.fleet()) await store.clients.setStanding(asId(id), 'retired');
    assert.equal((await store.clients.find(client.id))?.standing, 'retired');
  });
}

/** Seen and not, in a group and in none, of every state; in the order of their names. */
async function someFleet(store: EndpointStore): Promise<ClientRecord[]> {
  const parts: readonly Partial<ClientRecord>[] = [
    ...[null, 899, 900, 989, 1_000].map((lastSeenAt) => ({ lastSeenAt })),
    ...[989, 990].map((lastSeenAt) => ({ lastSeenAt, group: 'servers' })),
    { lastSeenAt: 1_000, waiver: { reason: 'in repair', by: 'anna', at: 5 } },
    { lastSeenAt: 1_000, standing: 'retired', waiver: { reason: 'in repair', by: 'anna', at: 5 } },
  ];
  const clients = parts.map((part, index) => someClient({ name: `PC-${index}%ä`, ...part }));
  await enrollAll(store, clients);
  return clients;
}

async function readPages(
  store: EndpointStore,
  limit: number,
  filter: ClientFilter = {},
): Promise<ClientRecord[]> {
  const clients: ClientRecord[] = [];
  while (true) {
    const last = clients.at(-1);
    const page = await store.clients.list({
      ...{ limit, filter },
      ...(last && { after: { name: last.name, id: last.id } }),
    });
    assert.ok(page.length <= limit);
    if (page.length === 0) return clients;
    clients.push(...page);
  }
}
