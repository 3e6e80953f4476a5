import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EndpointStore, ForeignContact } from '@causeway/endpoint';
import { machine } from './inventory-records.ts';
import type { OpenEndpointStore } from './open-endpoint-store.ts';
import { someContact } from './records.ts';
import { refusesWith } from './refuses-with.ts';

export function testForeign(open: OpenEndpointStore): void {
  test('makes a client of a foreign agent the first time, without an inventory too', async () => {
    await using store = await open();
    const contact = someContact({ at: 7 });
    const standing = await store.foreign.accept(contact);
    assert.deepEqual(
      { ...standing, clientId: '' },
      {
        ...{ clientId: '', standing: 'enrolled', isShared: false, inventoryAt: null },
      },
    );
    assert.deepEqual(await store.foreign.accept({ ...contact, at: 9 }), standing);
    const client = await store.clients.find(standing.clientId);
    assert.ok(client);
    const { kind, name, deviceId, publicKey, group } = client;
    assert.deepEqual(
      { kind, name, deviceId, publicKey, group },
      {
        ...{ kind: 'foreign', name: 'pc', deviceId: contact.deviceId, publicKey: '', group: null },
      },
    );
    assert.match(client.id, /^[0-9a-f-]{14}8/);
    assert.equal(await store.clients.count(), 1);
    assert.equal((await store.clients.standing(client.id))?.agent, contact.agent);
  });

  test('keeps its inventory, and calls it by its hostname', async () => {
    await using store = await open();
    const { clientId } = await store.foreign.accept(someContact());
    const contact = someContact({ at: 9, inventory: machine('ws-9', 1) });
    const expected = { clientId, standing: 'enrolled', isShared: false, inventoryAt: 9 } as const;
    assert.deepEqual(await store.foreign.accept(contact), expected);
    assert.equal((await store.clients.find(clientId))?.name, 'ws-9');
    const { address } = contact;
    assert.deepEqual(await store.inventories.find(clientId), { clientId, receivedAt: 9, address });
    assert.equal(await store.inventories.count(clientId), 1);
    assert.deepEqual(await store.foreign.accept(someContact({ at: 11 })), expected);
  });

  test('makes a client of its own of another machine under the same device id', async () => {
    await using store = await open();
    const accept = (parts: Partial<ForeignContact>) => store.foreign.accept(someContact(parts));
    const first = await accept({ at: 1, inventory: machine('pc', 1) });
    const second = await accept({ at: 2, inventory: machine('clone', 2) });
    assert.notEqual(second.clientId, first.clientId);
    assert.equal(second.isShared, true);
    // Nothing of the first one is overwritten.
    assert.equal((await store.clients.find(first.clientId))?.name, 'pc');
    assert.equal((await store.inventories.find(first.clientId))?.receivedAt, 1);
    // Each machine is itself from then on, and who says nothing of the machine is nobody.
    assert.equal((await accept({ at: 3, inventory: machine('pc', 1, 3) })).clientId, first.clientId);
    assert.equal((await accept({ at: 4, inventory: machine('clone', 2, 3) })).clientId, second.clientId);
    assert.equal((await accept({ at: 5 })).isShared, true);
    assert.equal((await accept({ at: 6, deviceId: 'other-2026-11-25-10-00-00' })).isShared, false);
    assert.equal(await store.clients.count(), 3);
  });

  test('takes a machine with a new hostname for the same one', async () => {
    await using store = await open();
    const first = await store.foreign.accept(someContact({ at: 1, inventory: machine('pc', 1) }));
    const again = await store.foreign.accept(someContact({ at: 2, inventory: machine('renamed', 1) }));
    assert.equal(again.clientId, first.clientId);
    assert.equal((await store.clients.find(first.clientId))?.name, 'renamed');
  });

  test('takes nothing of one that is retired, and says so', async () => {
    await using store = await open();
    const { clientId } = await store.foreign.accept(someContact({ at: 1, inventory: machine('pc', 1) }));
    await store.clients.setStanding(clientId, 'retired');
    const standing = await store.foreign.accept(someContact({ at: 2, inventory: machine('pc', 1, 5) }));
    assert.equal(standing.standing, 'retired');
    assert.equal(standing.inventoryAt, 1);
    assert.equal(await store.inventories.count(clientId), 1);
  });

  test('refuses an inventory that cannot be read, and changes nothing', async () => {
    await using store = await open();
    const documents = ['', '<REQUEST>', machine('pc', 1).document.slice(0, -30)];
    for (const document of documents)
      await assert.rejects(acceptDocument(store, document), refusesWith('INVENTORY_MALFORMED'));
    const entity = `<!DOCTYPE x [<!ENTITY a "b">]>${machine('pc', 1).document.slice(38)}`;
    await assert.rejects(acceptDocument(store, entity), refusesWith('INVENTORY_FORBIDDEN'));
    assert.equal(await store.clients.count(), 0);
  });
}

function acceptDocument(store: EndpointStore, document: string): Promise<unknown> {
  return store.foreign.accept(someContact({ inventory: { format: 'ocs-xml', document } }));
}
