import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { CompiledQuery } from 'kysely';
import { refusesWith } from '../testing/refuses-with.ts';
import { temporaryFile } from '../testing/temporary-file.ts';
import { closeDatabase, openDatabase } from './open-database.ts';
import { openProvisioningStore } from './open-provisioning-store.ts';
import { openTenantStore } from './open-tenant-store.ts';

for (const [kind, open] of Object.entries({ provisioning: openProvisioningStore, tenant: openTenantStore })) {
  test(`makes the ${kind} database, its log and its index readable by the owner alone`, async () => {
    await using place = await temporaryFile();
    await using _store = await open(place);
    for (const suffix of ['', '-wal', '-shm']) {
      assert.equal((await stat(place.file + suffix)).mode & 0o777, 0o600);
    }
  });

  test(`refuses a newer ${kind} database and leaves it as it is`, async () => {
    await using place = await temporaryFile();
    await (await open(place))[Symbol.asyncDispose]();
    execute(place.file, 'pragma user_version = 999');
    const before = await readFile(place.file);
    await assert.rejects(open(place), refusesWith('STORE_NEWER'));
    assert.deepEqual(await readFile(place.file), before);
  });

  test(`refuses a file that is no database as ${kind} database and leaves it as it is`, async () => {
    await using place = await temporaryFile();
    const garbage = 'this is not a database\n'.repeat(500);
    await writeFile(place.file, garbage);
    await assert.rejects(open(place), refusesWith('STORE_UNREADABLE'));
    assert.equal(await readFile(place.file, 'utf8'), garbage);
  });

  test(`refuses a ${kind} database in a folder that is not there`, async () => {
    await using place = await temporaryFile();
    await assert.rejects(
      open({ ...place, file: `${place.file}/none/causeway.db` }),
      refusesWith('STORE_UNREADABLE'),
    );
  });
}

test('refuses a database of the other kind and of another program', async () => {
  await using place = await temporaryFile();
  await (await openTenantStore(place))[Symbol.asyncDispose]();
  await assert.rejects(openProvisioningStore(place), refusesWith('STORE_UNREADABLE'));
  await using other = await temporaryFile();
  execute(other.file, 'create table theirs (a)');
  await assert.rejects(openTenantStore(other), refusesWith('STORE_UNREADABLE'));
});

test('writes durably and keeps references whole: WAL, synchronous FULL, foreign keys', async () => {
  await using place = await temporaryFile();
  const db = await openDatabase(place.file, { name: 'a test', applicationId: 7, migrations: [] });
  const read = async (pragma: string) =>
    (await db.executeQuery(CompiledQuery.raw(`pragma ${pragma}`))).rows[0];
  assert.deepEqual(await read('journal_mode'), { journal_mode: 'wal' });
  assert.deepEqual(await read('synchronous'), { synchronous: 2 });
  assert.deepEqual(await read('foreign_keys'), { foreign_keys: 1 });
  await closeDatabase(db, { closed: false });
});

const migrationOne = 'create table a (x integer) strict; insert into a values (1);';

test('runs only the migrations that are new', async () => {
  await using place = await temporaryFile();
  await openAndClose(place.file, [migrationOne]);
  await openAndClose(place.file, [migrationOne, 'update a set x = x + 1;']);
  await openAndClose(place.file, [migrationOne, 'update a set x = x + 1;']);
  assert.equal(readX(place.file), 2);
});

test('takes a migration that fails back as a whole', async () => {
  await using place = await temporaryFile();
  await openAndClose(place.file, [migrationOne]);
  const failing = openAndClose(place.file, [
    migrationOne,
    'update a set x = 7;',
    'insert into none values (1);',
  ]);
  await assert.rejects(failing, /no such table/);
  assert.equal(readX(place.file), 1);
  await openAndClose(place.file, [migrationOne]);
});

async function openAndClose(file: string, migrations: readonly string[]): Promise<void> {
  const db = await openDatabase(file, { name: 'a test', applicationId: 7, migrations });
  await closeDatabase(db, { closed: false });
}

function execute(file: string, sql: string): void {
  using database = new DatabaseSync(file);
  database.exec(sql);
}

function readX(file: string): unknown {
  using database = new DatabaseSync(file);
  return database.prepare('select x from a').get()?.x;
}
