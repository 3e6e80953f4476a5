import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import { someAction } from '../../testing/records.ts';
import { temporaryFile } from '../../testing/temporary-file.ts';
import { openSqlite } from '../open-sqlite.ts';
import { openTenantStore } from '../open-tenant-store.ts';
import { tenantDatabase } from '../tenant-database.ts';
import { orderAndDoubt } from './order-and-doubt.ts';

const migrations = tenantDatabase.migrations.slice(0, tenantDatabase.migrations.indexOf(orderAndDoubt));

/** As the version before left it: actions, and three machines under one device id. */
async function writeOldDatabase(file: string): Promise<void> {
  using database = await openSqlite(file, { ...tenantDatabase, migrations });
  database.exec(`
    insert into clients values ('n', 'pc-n', 'native', 'key n', 'enrolled', 'null', 1, null, null),
      ('a', 'pc-a', 'foreign', '', 'enrolled', 'null', 10, null, 'pc'),
      ('b', 'pc-b', 'foreign', '', 'enrolled', 'null', 20, null, 'pc'),
      ('c', 'pc-c', 'foreign', '', 'enrolled', 'null', 30, null, 'pc'),
      ('d', 'pc-d', 'foreign', '', 'enrolled', 'null', 5, null, 'other');
    insert into contacts select "id", 99, null, 0, 0, 0, '1' from clients;
    insert into evidence select "id", 'http://h.acme.example:80', 'none', 15 from clients;
    insert into actions values
      ('2', 'n', '{"id":"2","kind":"diagnostics"}', 'ada', 2, 'waiting', null, null),
      ('1', 'n', '{"id":"1","kind":"diagnostics"}', 'ada', 1, 'failed', 3, 'no room');
  `);
}

test('actions are kept in their order, and what the first of several machines had shown is in doubt', async () => {
  await using place = await temporaryFile();
  await writeOldDatabase(place.file);
  await using store = await openTenantStore(place);
  const told = (await store.actions.list({ limit: 9 })).map(({ id, state, message }) => [id, state, message]);
  assert.deepEqual(told, [
    ['2', 'waiting', null],
    ['1', 'failed', 'no room'],
  ]);
  const action = someAction({ id: '0', clientId: asId<ClientId>('n') });
  await store.actions.add(action);
  assert.deepEqual((await store.actions.list({ limit: 1 }))[0]?.id, '0');
  const fleet = await Array.fromAsync(store.clients.fleet());
  const proven = fleet.filter(({ evidence }) => evidence.length > 0).map(({ id }) => id);
  assert.deepEqual(proven, ['b', 'c', 'd', 'n']);
});
