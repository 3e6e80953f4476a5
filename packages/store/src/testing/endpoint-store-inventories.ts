import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceOf } from '@causeway/contract/inventory';
import { type Inventory, MOST_UPLOADS_NOTED } from '@causeway/endpoint';
import { computer, fullOf } from './inventory-records.ts';
import { enrollOne, type OpenEndpointStore } from './open-endpoint-store.ts';
import { someInventory } from './records.ts';
import { refusesWith } from './refuses-with.ts';

export function testInventories(open: OpenEndpointStore): void {
  test('keeps the newest inventory of a client', async () => {
    await using store = await open();
    const { id: clientId } = await enrollOne(store);
    const inventory = someInventory({ clientId, receivedAt: 5, document: '{"cpu": "ä" }' });
    await store.inventories.put(inventory);
    const { address } = inventory;
    assert.deepEqual(await store.inventories.find(clientId), { clientId, receivedAt: 5, address });
    await store.inventories.put({ ...inventory, receivedAt: 6, address: 'http://other.acme.example:80' });
    await store.inventories.put({ ...inventory, receivedAt: 4, document: '{"late": true}' });
    const newest = { clientId, receivedAt: 6, address: 'http://other.acme.example:80' };
    assert.deepEqual(await store.inventories.find(clientId), newest);
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
    assert.equal((await store.inventories.find(clientId))?.receivedAt, 3);
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
    assert.equal((await store.inventories.find(clientId))?.receivedAt, MOST_UPLOADS_NOTED + 3);
  });

  test('takes the difference from the inventory that it has, and refuses every other', async () => {
    await using store = await open();
    const { id: clientId } = await enrollOne(store);
    const put = (document: string, receivedAt: number) =>
      store.inventories.put(someInventory({ clientId, document, receivedAt }));
    const [before, after] = [computer({ packages: 3 }), computer({ packages: 4 })];
    const difference = JSON.stringify(differenceOf(before, after, 1, []));
    await assert.rejects(put(difference, 1), refusesWith('INVENTORY_BASE_UNKNOWN'));
    assert.equal(await store.inventories.find(clientId), undefined);
    assert.equal(await store.inventories.count(clientId), 0);
    await put(fullOf(before), 2);
    await put(difference, 3);
    await assert.rejects(
      put(JSON.stringify(differenceOf(before, computer({ packages: 5 }), 1, [])), 4),
      refusesWith('INVENTORY_BASE_UNKNOWN'),
    );
    assert.equal((await store.inventories.find(clientId))?.receivedAt, 3);
    await put(JSON.stringify(differenceOf(after, before, 1, [])), 5);
    assert.equal(await store.inventories.count(clientId), 3);
  });

  test('refuses what cannot be read, and changes nothing', async () => {
    await using store = await open();
    const { id: clientId } = await enrollOne(store);
    for (const document of [
      '',
      '{',
      '[]',
      '{"format":2,"kind":"full"}',
      '{"format":2,"kind":"difference"}',
    ]) {
      const inventory = someInventory({ clientId, document });
      await assert.rejects(store.inventories.put(inventory), refusesWith('INVENTORY_MALFORMED'));
    }
    assert.equal(await store.inventories.find(clientId), undefined);
    assert.equal(await store.inventories.count(clientId), 0);
  });
}
