import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompiledQuery } from 'kysely';
import { temporaryFile } from '../testing/temporary-file.ts';
import { closeDatabase, openDatabase } from './open-database.ts';

const kind = { name: 'a test', applicationId: 7, migrations: ['create table a (x integer) strict;'] };

test('keeps a transaction apart from calls that come while it runs', async () => {
  await using place = await temporaryFile();
  const db = await openDatabase<{ a: { x: number } }>(place.file, kind);
  const started = Promise.withResolvers<void>();
  const transaction = db.transaction().execute(async (trx) => {
    await trx.insertInto('a').values({ x: 1 }).execute();
    started.resolve();
    await new Promise(setImmediate);
    throw new Error('rolled back');
  });
  await started.promise;
  const [outcome] = await Promise.allSettled([transaction, db.insertInto('a').values({ x: 2 }).execute()]);
  assert.equal(outcome.status, 'rejected');
  assert.deepEqual(await db.selectFrom('a').selectAll().execute(), [{ x: 2 }]);
  await closeDatabase(db, { closed: false });
});

test('refuses values that SQLite does not store', async () => {
  await using place = await temporaryFile();
  const db = await openDatabase(place.file, kind);
  await assert.rejects(db.executeQuery(CompiledQuery.raw('insert into a values (?)', [true])), /not boolean/);
  await closeDatabase(db, { closed: false });
});
