import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import type { EndpointStore, ForwardedBatch, ForwardedEntry } from '@causeway/endpoint';
import { enrollOne, type OpenEndpointStore } from './open-endpoint-store.ts';
import { someInventory, someObservation } from './records.ts';

const nobody = asId<ClientId>('ffffffff-ffff-7fff-bfff-ffffffffffff');

export function testBatches(open: OpenEndpointStore): void {
  test('stores what is forwarded, in the order of its sequence', async () => {
    await using store = await open();
    const { from, clientId } = await enrollBoth(store);
    const entries = [
      inventoryAt(3, clientId, 'new'),
      inventoryAt(1, clientId, 'old'),
      observedAt(2, clientId, 40),
    ];
    assert.equal(await store.batches.accept({ from, spool: 's', entries }), 3);
    assert.equal((await store.inventories.find(clientId))?.document, 'new');
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
    assert.equal((await store.inventories.find(clientId))?.document, 'late 7');
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
    assert.equal((await store.inventories.find(enrolled))?.document, 'kept');
  });
}

async function enrollBoth(store: EndpointStore): Promise<{ from: ClientId; clientId: ClientId }> {
  const { id: from } = await enrollOne(store, { kind: 'endpoint-server' });
  return { from, clientId: (await enrollOne(store)).id };
}

function inventoryAt(sequence: number, clientId: ClientId, document: string): ForwardedEntry {
  return { kind: 'inventory', sequence, inventory: someInventory({ clientId, document }) };
}

function observedAt(sequence: number, clientId: ClientId, at: number): ForwardedEntry {
  return { kind: 'observations', sequence, observations: [someObservation({ clientId, at })] };
}
