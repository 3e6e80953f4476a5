import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import { temporaryFile } from '../../testing/temporary-file.ts';
import { openTenantStore } from '../open-tenant-store.ts';
import { tenantDatabase } from '../tenant-database.ts';

/** As versions before endpoint servers left it: two clients, one of them retired, a token and an inventory. */
function writeOldDatabase(file: string): void {
  using database = new DatabaseSync(file);
  const scripts = tenantDatabase.migrations.slice(0, 4);
  for (const script of scripts) database.exec(script);
  database.exec(`
    pragma application_id = ${tenantDatabase.applicationId};
    pragma user_version = ${scripts.length};
    insert into clients values ('a', 'pc-a', 'native', 'key a', 'enrolled', 'null', 1),
      ('b', 'pc-b', 'foreign', '', 'enrolled', 'null', 1);
    insert into contacts values ('a', 5, 'http://h.acme.example:80', 1, 1, 0, '1'), ('b', null, null, 0, 0, 0, '1');
    update clients set standing = 'retired' where id = 'b';
    insert into evidence values ('a', 'http://h.acme.example:80', 'none', 5);
    insert into inventories values ('a', 5, 'http://h.acme.example:80', '{"cpu": "ä"}');
  `);
}

test('a database of before endpoint servers keeps everything, and counts its inventory as noted', async () => {
  await using place = await temporaryFile();
  writeOldDatabase(place.file);
  await using store = await openTenantStore(place);
  const [a, b] = [asId<ClientId>('a'), asId<ClientId>('b')];
  assert.equal((await store.clients.find(a))?.lastSeenAt, 5);
  assert.equal((await store.clients.standing(a))?.evidence.length, 1);
  assert.equal((await store.inventories.find(a))?.receivedAt, 5);
  assert.equal(await store.inventories.count(a), 1);
  await store.inventories.put({
    ...{ clientId: a, receivedAt: 6, address: 'http://h.acme.example:80' },
    ...{ format: 'native', document: '{"cpu": "ä"}' },
  });
  assert.equal(await store.inventories.count(a), 1);
  assert.deepEqual(await store.clients.countByStanding(), { enrolled: 1, retired: 1 });
  await store.clients.setStanding(b, 'enrolled');
  assert.deepEqual(await store.clients.countByStanding(), { enrolled: 2, retired: 0 });
  assert.deepEqual((await store.clients.changedSince(0, 9)).ids, [b]);
});

test('a token of before endpoint servers enrolls clients', async () => {
  await using place = await temporaryFile();
  writeOldDatabase(place.file);
  await (await openTenantStore(place))[Symbol.asyncDispose]();
  {
    using database = new DatabaseSync(place.file);
    const sealed = place.vault.seal('a secret', 'enrollment-tokens/t');
    database
      .prepare('insert into tokens (id, secret, createdAt, expiresAt, usesLeft) values (?, ?, 1, 2, 3)')
      .run('t', sealed);
  }
  await using store = await openTenantStore(place);
  assert.equal((await store.tokens.find('t'))?.purpose, 'client');
});
