import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientId } from '@causeway/contract';
import type { EndpointStore, ForeignContact } from '@causeway/endpoint';
import { machine } from './inventory-records.ts';
import type { OpenEndpointStore } from './open-endpoint-store.ts';
import { someContact, someObservation } from './records.ts';
import { refusesWith } from './refuses-with.ts';

const HTTPS = 'https://inventory.acme.example:443';

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

  test('counts no evidence of a device id from before another machine was known under it', async () => {
    await using store = await open();
    const come = async (at: number, number: number) =>
      (await store.foreign.accept(someContact({ at, inventory: machine(`pc-${number}`, number) }))).clientId;
    const prove = (clientId: ClientId, at: number) =>
      store.clients.record([someObservation({ clientId, at, address: HTTPS, trust: 'aa' })]);
    const evidenceOf = async (id: ClientId) => (await store.clients.standing(id))?.evidence;
    const first = await come(10, 1);
    // Whoever came by without an inventory was taken for the first machine.
    await prove(first, 20);
    assert.equal((await evidenceOf(first))?.length, 1);
    const second = await come(30, 2);
    assert.deepEqual(await evidenceOf(first), []);
    // Gathered before, and written late.
    await prove(first, 25);
    assert.deepEqual(await evidenceOf(first), []);
    await prove(second, 30);
    await prove(first, 40);
    const of = async (id: ClientId) => (await evidenceOf(id))?.map(({ at }) => at);
    assert.deepEqual([await of(first), await of(second)], [[40], [30]]);
    // A third machine brings no new doubt: since the second one, inventories alone are evidence.
    await come(50, 3);
    assert.deepEqual([await of(first), await of(second)], [[40], [30]]);
    const fleet = await Array.fromAsync(store.clients.fleet());
    const told = fleet.map(({ id, evidence }) => [id, evidence.map(({ at }) => at)] as const);
    assert.deepEqual(new Map(told).get(first), [40]);
  });

  test('goes on with the other machines of a device id when the first one is retired', async () => {
    await using store = await open();
    const accept = (parts: Partial<ForeignContact>) => store.foreign.accept(someContact(parts));
    const first = await accept({ at: 1, inventory: machine('pc', 1) });
    const second = await accept({ at: 2, inventory: machine('clone', 2) });
    await store.clients.setStanding(first.clientId, 'retired');
    // An agent asks before it sends anything: refused there, the other machine would never be heard of again.
    const expected = {
      clientId: second.clientId,
      standing: 'enrolled',
      isShared: true,
      inventoryAt: 2,
    } as const;
    assert.deepEqual(await accept({ at: 3 }), expected);
    assert.equal((await accept({ at: 4, inventory: machine('pc', 1) })).standing, 'retired');
    assert.deepEqual(await accept({ at: 5, inventory: machine('clone', 2) }), {
      ...expected,
      inventoryAt: 5,
    });
    await store.clients.setStanding(second.clientId, 'retired');
    assert.equal((await accept({ at: 6 })).standing, 'retired');
  });

  test('takes one that tells nothing but its name for another machine than one of which more is known', async () => {
    await using store = await open();
    const accept = (parts: Partial<ForeignContact>) => store.foreign.accept(someContact(parts));
    const first = await accept({ at: 1, inventory: machine('pc', 1) });
    const document =
      '<REQUEST><CONTENT><HARDWARE><NAME>pc</NAME></HARDWARE></CONTENT><QUERY>INVENTORY</QUERY></REQUEST>';
    const nobody = { format: 'ocs-xml', document } as const;
    const other = await accept({ at: 2, inventory: nobody });
    assert.notEqual(other.clientId, first.clientId);
    assert.equal((await store.inventories.find(first.clientId))?.receivedAt, 1);
    assert.equal((await accept({ at: 3, inventory: nobody })).clientId, other.clientId);
    assert.equal((await accept({ at: 4, inventory: machine('pc', 1) })).clientId, first.clientId);
    assert.equal(await store.clients.count(), 2);
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
