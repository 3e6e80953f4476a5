import assert from 'node:assert/strict';
import { test } from 'node:test';
import { computer, fullOf, machine } from '../../testing/inventory-records.ts';
import { someContact } from '../../testing/records.ts';
import { TenantWithClients } from '../../testing/tenant-with-clients.ts';

test('a computer has all that its inventory says', async () => {
  await using tenant = await TenantWithClients.open();
  const row = await tenant.bring(computer({ number: 7 }), 5);
  const found = await tenant.store.computers.find(row.id);
  assert.ok(found);
  const { inventory, collectors, ...rest } = found;
  assert.deepEqual(rest, row);
  assert.deepEqual(inventory, computer({ number: 7 }));
  assert.deepEqual(collectors, [{ name: 'software', tookMs: 1 }]);
  const { name, osFamily, osVersion, serialNumber, memoryBytes, softwareCount, domain, cpuCores } = row;
  assert.deepEqual(
    { name, osFamily, osVersion, serialNumber, memoryBytes, softwareCount, domain, cpuCores },
    {
      ...{ name: 'pc-7', osFamily: 'linux', osVersion: '13', serialNumber: 'SERIAL-0007' },
      ...{ memoryBytes: 2 ** 34, softwareCount: 2, domain: null, cpuCores: null },
    },
  );
  const { firstSeenAt, inventoryAt, changedAt, archivedAt } = row;
  assert.deepEqual([firstSeenAt, inventoryAt, changedAt, archivedAt], [5, 5, 5, null]);
  assert.equal(await tenant.store.computers.find(row.id + 1), undefined);
});

test('a computer without a hostname is called as its client is', async () => {
  await using tenant = await TenantWithClients.open();
  const clientId = await tenant.enroll('kiosk');
  await tenant.put(clientId, '{"cpu":"x"}', 1);
  const row = await tenant.computerOf(clientId);
  assert.equal(row.name, 'kiosk');
  assert.deepEqual((await tenant.store.computers.find(row.id))?.inventory, { other: { cpu: 'x' } });
});

test('what is the same is no news, and what is not known in time is none either', async () => {
  await using tenant = await TenantWithClients.open();
  const clientId = await tenant.enroll();
  await tenant.put(clientId, fullOf(computer()), 5);
  await tenant.put(clientId, fullOf(computer()), 6);
  await tenant.put(clientId, fullOf(computer({ packages: 9 })), 4);
  const { inventoryAt, changedAt, softwareCount, id } = await tenant.computerOf(clientId);
  assert.deepEqual([inventoryAt, changedAt, softwareCount], [6, 5, 2]);
  const { rows } = await tenant.store.computers.changes({ computerId: id, limit: 9 });
  assert.deepEqual(
    rows.map(({ section, kind, what, at }) => ({ section, kind, what, at })),
    [{ section: 'computer', kind: 'added', what: 'pc-1', at: 5 }],
  );
});

test('the history says what was and what is, newest first', async () => {
  await using tenant = await TenantWithClients.open();
  const clientId = await tenant.enroll();
  const before = computer();
  const [first, ...others] = before.software ?? [];
  assert.ok(first);
  await tenant.put(clientId, fullOf(before), 5);
  const after = { ...before, software: [{ ...first, version: '9' }, ...others] };
  await tenant.put(clientId, fullOf({ ...after, hardware: { ...before.hardware, hostname: 'new' } }), 6);
  const { rows, total } = await tenant.store.computers.changes({ limit: 2, count: 'total' });
  assert.equal(total, 3);
  const told = rows.map(({ computerName, at, section, kind, what }) => [
    computerName,
    at,
    section,
    kind,
    what,
  ]);
  assert.deepEqual(told.sort(), [
    ['new', 6, 'hardware', 'changed', 'hostname'],
    ['new', 6, 'software', 'changed', 'package-0 9'],
  ]);
  const software = rows.find(({ section }) => section === 'software');
  assert.deepEqual([software?.before, software?.after], [first, { ...first, version: '9' }]);
  const { rows: found } = await tenant.store.computers.changes({ search: 'PACKAGE 9', limit: 9 });
  assert.equal(found.length, 1);
  assert.equal((await tenant.computerOf(clientId)).changedAt, 6);
});

test('the catalog counts the computers that have it, without those that are archived', async () => {
  await using tenant = await TenantWithClients.open();
  const { computers } = tenant.store;
  const [one, other] = [
    await tenant.bring(computer({ number: 1, packages: 2 })),
    await tenant.bring(computer({ number: 2, packages: 1 })),
  ];
  const counted = async () => {
    const { rows } = await computers.software({ limit: 9 });
    return rows.map(({ name, installations }) => `${name} ${installations}`);
  };
  assert.deepEqual(await counted(), ['package-0 2', 'package-1 1']);
  await computers.archive(one.id, 9);
  assert.deepEqual(await counted(), ['package-0 1', 'package-1 0']);
  assert.deepEqual(await computers.countByOs(), [{ osFamily: 'linux', count: 1 }]);
  assert.equal((await computers.archive(one.id, 11))?.archivedAt, 9);
  assert.deepEqual(await counted(), ['package-0 1', 'package-1 0']);
  const list = async (query = {}) => (await computers.list({ limit: 9, ...query })).rows.map(({ id }) => id);
  assert.deepEqual(await list(), [other.id]);
  assert.deepEqual(await list({ archived: 'archived' }), [one.id]);
  assert.deepEqual(await list({ archived: 'all' }), [one.id, other.id]);
  assert.deepEqual(await computers.restore(one.id), one);
  assert.deepEqual(await counted(), ['package-0 2', 'package-1 1']);
  assert.equal(await computers.archive(99, 9), undefined);
  assert.equal(await computers.restore(99), undefined);
});

test('an archived computer whose client reports is back, with what it has now', async () => {
  await using tenant = await TenantWithClients.open();
  const { id, clientId } = await tenant.bring(computer({ packages: 3 }));
  await tenant.store.computers.archive(id, 9);
  await tenant.put(clientId, fullOf(computer({ packages: 2 })), 10);
  assert.equal((await tenant.computerOf(clientId)).archivedAt, null);
  const { rows } = await tenant.store.computers.software({ limit: 9 });
  assert.deepEqual(
    rows.map(({ installations }) => installations),
    [1, 1, 0],
  );
});

test('software is found by its computers, and computers by their software', async () => {
  await using tenant = await TenantWithClients.open();
  const { computers } = tenant.store;
  const rows = [];
  for (let number = 1; number <= 130; number++)
    rows.push(await tenant.bring(computer({ number, packages: number % 64 === 0 ? 2 : 1 })));
  const [common, rare] = (await computers.software({ limit: 9 })).rows;
  assert.ok(common && rare);
  assert.deepEqual(await computers.findSoftware(rare.id), rare);
  assert.equal(rare.installations, 2);
  const having = rows.filter(({ softwareCount }) => softwareCount === 2);
  const { rows: listed, total } = await computers.list({ softwareId: rare.id, limit: 9, count: 'total' });
  assert.deepEqual(
    listed.map(({ id }) => id).sort((a, b) => a - b),
    having.map(({ id }) => id),
  );
  assert.equal(total, 2);
  const page = await computers.installations({ softwareId: common.id, limit: 100, count: 'total' });
  assert.equal(page.total, 130);
  const rest = await computers.installations({ softwareId: common.id, limit: 100, after: page.next });
  const ids = [...page.rows, ...rest.rows].map(({ computerId }) => computerId);
  assert.deepEqual(
    ids,
    rows.map(({ id }) => id),
  );
  const order = [{ column: 'computerName', direction: 'desc' }] as const;
  const { rows: byName } = await computers.installations({ softwareId: rare.id, order, limit: 9 });
  assert.deepEqual(
    byName.map(({ computerName }) => computerName),
    ['pc-64', 'pc-128'],
  );
});

test('installations say where they are from, and questions about all of them are refused', async () => {
  await using tenant = await TenantWithClients.open();
  const { computers } = tenant.store;
  const row = await tenant.bring(computer({ packages: 3 }), 5);
  const order = [{ column: 'name', direction: 'desc' }] as const;
  const { rows, total } = await computers.installations({
    computerId: row.id,
    ...{ order, limit: 1, count: 'total' },
  });
  assert.equal(total, 3);
  const [installation] = rows;
  assert.ok(installation);
  const { softwareId: _softwareId, ...told } = installation;
  assert.deepEqual(told, {
    ...{ computerId: row.id, computerName: 'pc-1', name: 'package-2', version: '1.2', publisher: '' },
    ...{ architecture: 'amd64', source: 'dpkg', sizeBytes: 1_002, installedAt: null, since: 5 },
  });
  const eq = (column: string, value: string | number) =>
    ({ kind: 'condition', condition: { column, operator: 'eq', value } }) as const;
  const filter = { kind: 'and', of: [eq('computerId', row.id), eq('name', 'PACKAGE-1')] } as const;
  assert.equal((await computers.installations({ filter, limit: 9 })).rows.length, 1);
  const all = await computers.installations({ limit: 2, count: 'total' });
  assert.deepEqual([all.rows.length, all.total], [2, 3]);
  assert.equal((await computers.installations({ limit: 2, after: all.next })).rows.length, 1);
  for (const query of [{ order }, { filter: eq('name', 'x') }, { search: 'x' }])
    await assert.rejects(computers.installations({ ...query, limit: 9 }), { code: 'QUERY_TOO_WIDE' });
});

test('a search of thousands of words is one of the first of them', async () => {
  await using tenant = await TenantWithClients.open();
  const { computers } = tenant.store;
  await tenant.bring(computer({ number: 1 }), 5);
  const { rows } = await computers.changes({ search: 'pc-1 '.repeat(3_000), limit: 9 });
  assert.equal(rows.length, 1);
});

test('machines that share the key of a client are computers of their own', async () => {
  await using tenant = await TenantWithClients.open();
  const { clientId, id } = await tenant.bring(computer({ number: 1 }), 5);
  await tenant.put(clientId, fullOf(computer({ number: 2, packages: 4 })), 6);
  await tenant.put(clientId, fullOf(computer({ number: 1 })), 7);
  const rows = await tenant.store.computers.ofClient(clientId);
  assert.deepEqual(
    rows.map(({ name, inventoryAt, softwareCount }) => [name, inventoryAt, softwareCount]),
    [
      ['pc-1', 7, 2],
      ['pc-2', 6, 4],
    ],
  );
  const [duplicate] = await tenant.store.computers.duplicates({ limit: 9 });
  assert.equal(duplicate?.kind, 'same-id');
  assert.equal(duplicate.computers[0].id, id);
});

test('machines that share the device id of a foreign agent are shown, and neither is overwritten', async () => {
  await using tenant = await TenantWithClients.open();
  const { store } = tenant;
  const first = await store.foreign.accept(someContact({ at: 5, inventory: machine('pc', 1) }));
  const kept = await tenant.computerOf(first.clientId);
  const second = await store.foreign.accept(someContact({ at: 6, inventory: machine('clone', 2, 5) }));
  assert.deepEqual(await tenant.computerOf(first.clientId), kept);
  const clone = await tenant.computerOf(second.clientId);
  assert.deepEqual([clone.name, clone.softwareCount], ['clone', 5]);
  const [duplicate] = await store.computers.duplicates({ limit: 9 });
  assert.equal(duplicate?.kind, 'same-id');
  assert.deepEqual(duplicate.computers, [kept, clone]);
});

test('each of many machines under one device id stays itself, with a new hostname too', async () => {
  await using tenant = await TenantWithClients.open();
  const { store } = tenant;
  const accept = (at: number, hostname: string, number: number) =>
    store.foreign.accept(someContact({ at, inventory: machine(hostname, number) }));
  const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
  const ids = [];
  for (const number of numbers) ids.push((await accept(number, 'golden-image', number)).clientId);
  assert.equal(new Set(ids).size, numbers.length);
  for (const number of numbers)
    assert.equal((await accept(100 + number, `pc-${number}`, number)).clientId, ids[number - 1]);
  assert.equal(await store.clients.count(), numbers.length);
});
