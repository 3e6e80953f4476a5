import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import type { EndpointStore, ForwardedBatch, ForwardedEntry } from '@causeway/endpoint';
import { differenceFrom, machine } from './inventory-records.ts';
import { enrollOne, type OpenEndpointStore } from './open-endpoint-store.ts';
import { someContact, someInventory, someObservation } from './records.ts';

const nobody = asId<ClientId>('ffffffff-ffff-7fff-bfff-ffffffffffff');

export function testBatches(open: OpenEndpointStore): void {
  test('stores what is forwarded, in the order of its sequence', async () => {
    await using store = await open();
    const { from, clientId } = await enrollBoth(store);
    const entries = [
      inventoryAt(3, clientId, 'new', 30),
      inventoryAt(1, clientId, 'old', 10),
      observedAt(2, clientId, 40),
    ];
    assert.equal(await store.batches.accept({ from, spool: 's', entries }), 3);
    assert.equal((await store.inventories.find(clientId))?.receivedAt, 30);
    assert.equal((await store.clients.find(clientId))?.lastSeenAt, 40);
    assert.equal((await store.clients.standing(clientId))?.evidence.length, 1);
    assert.equal(await store.inventories.count(clientId), 2);
  });

  test('stores a batch that comes again once, and of one that overlaps what is new', async () => {
    await using store = await open();
    const { from, clientId } = await enrollBoth(store);
    const first = [inventoryAt(4, clientId, 'a'), inventoryAt(6, clientId, 'b')];
    const batch = { from, spool: 's', entries: first };
    assert.deepEqual(await Promise.all([store.batches.accept(batch), store.batches.accept(batch)]), [6, 6]);
    // Of other documents, so that it shows which of them were stored.
    const second = [5, 6, 7].map((sequence) => inventoryAt(sequence, clientId, `late ${sequence}`));
    assert.equal(await store.batches.accept({ ...batch, entries: second }), 7);
    assert.equal(await store.inventories.count(clientId), 3);
  });

  test('stores of entries of one sequence within a batch the first alone', async () => {
    await using store = await open();
    const { from, clientId } = await enrollBoth(store);
    const entries = [inventoryAt(1, clientId, 'a'), inventoryAt(1, clientId, 'b')];
    assert.equal(await store.batches.accept({ from, spool: 's', entries }), 1);
    assert.equal(await store.inventories.count(clientId), 1);
  });

  test('counts each spool of each endpoint server by itself', async () => {
    await using store = await open();
    const { from, clientId } = await enrollBoth(store);
    const other = (await enrollOne(store, { kind: 'endpoint-server' })).id;
    const accept = (batch: Pick<ForwardedBatch, 'from' | 'spool'>, sequence: number) => {
      const document = `${batch.from} ${batch.spool} ${sequence}`;
      return store.batches.accept({ ...batch, entries: [inventoryAt(sequence, clientId, document)] });
    };
    assert.equal(await accept({ from, spool: 'one' }, 9), 9);
    assert.equal(await accept({ from, spool: 'two' }, 1), 1);
    assert.equal(await accept({ from: other, spool: 'one' }, 2), 2);
    assert.equal(await accept({ from, spool: 'one' }, 8), 9);
    assert.equal(await store.inventories.count(clientId), 3);
  });

  test('answers how far it came to a batch without entries', async () => {
    await using store = await open();
    const { from, clientId } = await enrollBoth(store);
    const empty = { from, spool: 's', entries: [] };
    assert.equal(await store.batches.accept(empty), 0);
    await store.batches.accept({ ...empty, entries: [observedAt(5, clientId, 1)] });
    assert.equal(await store.batches.accept(empty), 5);
  });

  test('drops what is of no enrolled client, and accepts it all the same', async () => {
    await using store = await open();
    const { from, clientId } = await enrollBoth(store);
    await store.clients.setStanding(clientId, 'retired');
    const { id: enrolled } = await enrollOne(store);
    const entries = [
      inventoryAt(1, nobody, 'unknown'),
      inventoryAt(2, clientId, 'retired'),
      observedAt(3, nobody, 30),
      { kind: 'observations', sequence: 4, observations: [] } as const,
      inventoryAt(5, enrolled, 'kept'),
    ];
    assert.equal(await store.batches.accept({ from, spool: 's', entries }), 5);
    assert.equal(await store.inventories.find(clientId), undefined);
    assert.equal(await store.inventories.count(nobody), 0);
    assert.equal(await store.inventories.count(enrolled), 1);
  });

  test('passes over an inventory that cannot be read, and stores what comes with it', async () => {
    await using store = await open();
    const { from, clientId } = await enrollBoth(store);
    const { id: other } = await enrollOne(store);
    const unread = someInventory({ clientId, document: 'not JSON' });
    const without = { ...differenceFrom('ab'.repeat(32)), clientId: other };
    const entries = [
      inventoryAt(1, clientId, 'before', 10),
      { kind: 'inventory', sequence: 2, inventory: unread } as const,
      { kind: 'inventory', sequence: 3, inventory: someInventory(without) } as const,
      observedAt(4, clientId, 40),
    ];
    assert.equal(await store.batches.accept({ from, spool: 's', entries }), 4);
    assert.equal((await store.inventories.find(clientId))?.receivedAt, 10);
    assert.equal(await store.inventories.find(other), undefined);
    assert.equal((await store.clients.find(clientId))?.lastSeenAt, 40);
  });

  test('stores diagnostics of enrolled clients', async () => {
    await using store = await open();
    const { from, clientId } = await enrollBoth(store);
    const { id: retired } = await enrollOne(store);
    await store.clients.setStanding(retired, 'retired');
    const entries = [clientId, retired, nobody].map((id, index) => ({
      ...{ kind: 'diagnostics' as const, sequence: index + 1 },
      diagnostics: { clientId: id, receivedAt: 5, document: '{}' },
    }));
    assert.equal(await store.batches.accept({ from, spool: 's', entries }), 3);
    assert.equal((await store.diagnostics.find(clientId))?.receivedAt, 5);
    assert.equal(await store.diagnostics.find(retired), undefined);
  });

  test('takes foreign agents in, with evidence, and one whose inventory cannot be read does not stop the others', async () => {
    await using store = await open();
    const { from } = await enrollBoth(store);
    const contacts = [
      someContact({ deviceId: 'a-2026-11-25-10-00-00' }),
      someContact({ deviceId: 'b-2026-11-25-10-00-00', inventory: { format: 'ocs-xml', document: '<half' } }),
      someContact({ deviceId: 'c-2026-11-25-10-00-00', at: 50, inventory: machine('c', 1) }),
    ];
    const entries = contacts.map((contact, index) => ({
      ...{ kind: 'foreign' as const, sequence: index + 1 },
      contact,
    }));
    assert.equal(await store.batches.accept({ from, spool: 's', entries }), 3);
    const clients = await store.clients.list({ limit: 9 });
    const c = clients.find(({ name }) => name === 'c');
    assert.equal(c?.lastSeenAt, 50);
    assert.equal((await store.clients.standing(c.id))?.evidence.length, 1);
    assert.equal((await store.inventories.find(c.id))?.receivedAt, 50);
    const a = clients.find(({ deviceId }) => deviceId === 'a-2026-11-25-10-00-00');
    assert.ok(a);
    assert.equal((await store.clients.standing(a.id))?.evidence.length, 1);
  });
}

async function enrollBoth(store: EndpointStore): Promise<{ from: ClientId; clientId: ClientId }> {
  const { id: from } = await enrollOne(store, { kind: 'endpoint-server' });
  return { from, clientId: (await enrollOne(store)).id };
}

function inventoryAt(
  sequence: number,
  clientId: ClientId,
  text: string,
  receivedAt = 1_800_000_000_000,
): ForwardedEntry {
  const inventory = someInventory({ clientId, receivedAt, document: JSON.stringify({ text }) });
  return { kind: 'inventory', sequence, inventory };
}

function observedAt(sequence: number, clientId: ClientId, at: number): ForwardedEntry {
  return { kind: 'observations', sequence, observations: [someObservation({ clientId, at })] };
}
