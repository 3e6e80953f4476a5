import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceOf } from '@causeway/contract/inventory';
import type { ForwardedEntry } from '@causeway/endpoint';
import { computer, fullOf, machine } from '../testing/inventory-records.ts';
import { enrollOne } from '../testing/open-endpoint-store.ts';
import { someContact, someInventory } from '../testing/records.ts';
import { TenantWithClients } from '../testing/tenant-with-clients.ts';

test('a client whose difference came without the inventory before it is asked for the whole, once', async () => {
  await using tenant = await TenantWithClients.open();
  const { store } = tenant;
  const { id: from } = await enrollOne(store, { kind: 'endpoint-server' });
  const clientId = await tenant.enroll();
  const [before, after] = [computer(), computer({ packages: 3 })];
  const document = JSON.stringify(differenceOf(before, after, 1, []));
  const entry = (sequence: number): ForwardedEntry => ({
    ...{ kind: 'inventory', sequence },
    inventory: someInventory({ clientId, document, receivedAt: sequence }),
  });
  const { standingsAt } = await store.clients.changedSince(0, 9);
  assert.equal(await store.batches.accept({ from, spool: 's', entries: [entry(1), entry(2)] }), 2);
  const [action, ...others] = (await store.actions.waiting([clientId])).get(clientId) ?? [];
  assert.deepEqual({ ...action, id: '' }, { id: '', kind: 'inventory', full: true });
  assert.deepEqual(others, []);
  assert.deepEqual((await store.clients.changedSince(standingsAt, 9)).ids, [clientId]);
  await tenant.put(clientId, fullOf(before), 3);
  await store.batches.accept({ from, spool: 's', entries: [entry(4)] });
  assert.equal((await tenant.computerOf(clientId)).softwareCount, 3);
});

test('an inventory that turns out to be unreadable half way leaves nothing, in a batch and by itself', async () => {
  await using tenant = await TenantWithClients.open();
  const { store } = tenant;
  const { id: from } = await enrollOne(store, { kind: 'endpoint-server' });
  const contact = (at: number, packages: number, volatile = '') => {
    const { format, document } = machine('pc', 1, packages);
    const inventory = { format, document: document.replace('</CONTENT>', `${volatile}</CONTENT>`) };
    return someContact({ at, inventory });
  };
  const unreadable = '<PROCESSES><CMD>&nothing;</CMD></PROCESSES>';
  const { clientId } = await store.foreign.accept(contact(1, 1));
  const kept = await tenant.computerOf(clientId);
  const names = async () => (await store.computers.software({ limit: 9 })).rows.map(({ name }) => name);
  await assert.rejects(store.foreign.accept(contact(2, 3, unreadable)), { code: 'INVENTORY_MALFORMED' });
  assert.deepEqual(await tenant.computerOf(clientId), kept);
  assert.deepEqual(await names(), ['package-0']);
  const other = someContact({
    ...{ at: 4, deviceId: 'other-2026-11-25-10-00-00', inventory: machine('other', 2, 2) },
  });
  const entries = [contact(3, 4, unreadable), other].map((one, index) => ({
    ...{ kind: 'foreign' as const, sequence: index + 1 },
    contact: one,
  }));
  assert.equal(await store.batches.accept({ from, spool: 's', entries }), 2);
  assert.deepEqual(await tenant.computerOf(clientId), kept);
  // It came by all the same.
  assert.equal((await store.clients.find(clientId))?.lastSeenAt, 3);
  // What was given to it of the catalog is nobody's, and is given anew.
  assert.deepEqual(await names(), ['package-0', 'package-1']);
  await store.foreign.accept(contact(5, 4));
  const computer = await tenant.computerOf(clientId);
  const { inventory } = (await store.computers.find(computer.id)) ?? {};
  assert.deepEqual(inventory?.software?.map(({ name }) => name).sort(), [
    'package-0',
    'package-1',
    'package-2',
    'package-3',
  ]);
});
