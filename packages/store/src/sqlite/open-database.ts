import { open } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { storeErrors } from '../errors.ts';
import type { DatabaseKind } from './database-kind.ts';
import { toKyselyDatabase } from './kysely-database.ts';
import { migrate, verifyHeader } from './migrate.ts';

/** The database holds private keys: nobody but its owner reads it. SQLite gives its -wal and -shm the same mode. */
const FILE_MODE = 0o600;
/** A backup tool may hold the file for a moment; whoever holds it longer is not one. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens or makes the database and brings it to the present shape. One process opens a file once.
 * @throws STORE_UNREADABLE, STORE_NEWER
 */
export async function openDatabase<Schema>(file: string, kind: DatabaseKind): Promise<Kysely<Schema>> {
  const database = await openFile(file, kind);
  try {
    database.exec('pragma journal_mode = wal');
    // In WAL mode only FULL makes a commit survive a power cut.
    database.exec('pragma synchronous = full');
    migrate(database, kind);
    return new Kysely<Schema>({ dialect: new SqliteDialect({ database: toKyselyDatabase(database) }) });
  } catch (cause) {
    database.close();
    throw cause;
  }
}

/** Waits for what is under way, then closes. Closing twice is not an error. */
export async function closeDatabase<Schema>(db: Kysely<Schema>, state: { closed: boolean }): Promise<void> {
  if (state.closed) return;
  state.closed = true;
  // Kysely gives out its one connection in turn, so that this comes after every call before it.
  await db.connection().execute(async () => {});
  await db.destroy();
}

async function openFile(file: string, kind: DatabaseKind): Promise<DatabaseSync> {
  let database: DatabaseSync | undefined;
  try {
    await (await open(file, 'a', FILE_MODE)).close();
    database = new DatabaseSync(file, {
      timeout: BUSY_TIMEOUT_MS,
      enableForeignKeyConstraints: true,
      enableDoubleQuotedStringLiterals: false,
    });
    verifyHeader(database, kind, file);
    return database;
  } catch (cause) {
    if (database?.isOpen) database.close();
    if (storeErrors.is(cause)) throw cause;
    throw storeErrors.error('STORE_UNREADABLE', { seen: file, expected: kind.name, cause });
  }
}
