import { Kysely, SqliteDialect } from 'kysely';
import type { DatabaseKind } from './database-kind.ts';
import { toKyselyDatabase } from './kysely-database.ts';
import { openSqlite } from './open-sqlite.ts';

/**
 * Opens or makes the database and brings it to the present shape. One process opens a file once.
 * @throws STORE_UNREADABLE, STORE_NEWER
 */
export async function openDatabase<Schema>(file: string, kind: DatabaseKind): Promise<Kysely<Schema>> {
  const database = await openSqlite(file, kind);
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: toKyselyDatabase(database) }) });
}

/** Waits for what is under way, then closes. Closing twice is not an error. */
export async function closeDatabase<Schema>(db: Kysely<Schema>, state: { closed: boolean }): Promise<void> {
  if (state.closed) return;
  state.closed = true;
  // Kysely gives out its one connection in turn, so that this comes after every call before it.
  await db.connection().execute(async () => {});
  await db.destroy();
}
