import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Inventory, MOST_UPLOADS_NOTED } from '@causeway/endpoint';
import { enrollOne, type OpenEndpointStore } from './open-endpoint-store.ts';
import { someInventory } from './records.ts';

export function testInventories(open: OpenEndpointStore): void {
  test('keeps the newest inventory of a client', async () => {
    await using store = await open();
    const { id: clientId } = await enrollOne(store);
    const inventory = someInventory({ clientId, receivedAt: 5, document: '{"cpu": "ä" }' });
    await store.inventories.put(inventory);
    assert.deepEqual(await store.inventories.find(clientId), inventory);
    await store.inventories.put({ ...inventory, receivedAt: 6, document: '{}' });
    await store.inventories.put({ ...inventory, receivedAt: 4, document: '{"late": true}' });
    assert.equal((await store.inventories.find(clientId))?.document, '{}');
  });

  test('notes each document of a client once, however often and in whatever order it comes', async () => {
    await using store = await open();
    const [{ id: clientId }, { id: neighbor }] = [await enrollOne(store), await enrollOne(store)];
    assert.equal(await store.inventories.count(clientId), 0);
    const put = (document: string, receivedAt: number) =>
      store.inventories.put(someInventory({ clientId, document, receivedAt }));
    await Promise.all([put('{"a":1}', 5), put('{"a":1}', 5)]);
    await put('{"a":2}', 6);
    await put('{"a":1}', 4);
    await put('{"a":2}', 7);
    await store.inventories.put(someInventory({ clientId: neighbor, document: '{"a":1}' }));
    assert.equal(await store.inventories.count(clientId), 2);
    assert.equal(await store.inventories.count(neighbor), 1);
  });

  test('is back at a document that came before when that comes anew', async () => {
    await using store = await open();
    const { id: clientId } = await enrollOne(store);
    const [first, second]: Inventory[] = [
      someInventory({ clientId, document: '{"a":1}', receivedAt: 1 }),
      someInventory({ clientId, document: '{"a":2}', receivedAt: 2 }),
    ];
    assert.ok(first && second);
    const again = { ...first, receivedAt: 3 };
    for (const inventory of [first, second, again]) await store.inventories.put(inventory);
    assert.deepEqual(await store.inventories.find(clientId), again);
    assert.equal(await store.inventories.count(clientId), 2);
  });

  test('forgets the oldest of many, and does not take one that came again for old', async () => {
    await using store = await open();
    const { id: clientId } = await enrollOne(store);
    const put = (number: number, receivedAt: number) =>
      store.inventories.put(someInventory({ clientId, document: `{"number":${number}}`, receivedAt }));
    for (let number = 1; number <= MOST_UPLOADS_NOTED; number++) await put(number, number);
    await put(1, MOST_UPLOADS_NOTED + 1);
    await put(MOST_UPLOADS_NOTED + 1, MOST_UPLOADS_NOTED + 2);
    assert.equal(await store.inventories.count(clientId), MOST_UPLOADS_NOTED);
    // Noted still, so that it adds nothing.
    await put(1, MOST_UPLOADS_NOTED + 3);
    assert.equal(await store.inventories.count(clientId), MOST_UPLOADS_NOTED);
    assert.equal((await store.inventories.find(clientId))?.document, '{"number":1}');
  });
}
