import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { storeErrors } from '../errors.ts';
import type { DatabaseKind } from './database-kind.ts';
import { migrate, verifyHeader } from './migrate.ts';

/** The database holds private keys: nobody but its owner reads it. SQLite gives its -wal and -shm the same mode. */
const FILE_MODE = 0o600;
/** A backup tool may hold the file for a moment; whoever holds it longer is not one. */
const BUSY_TIMEOUT_MS = 5_000;
/** Used as far as there is something to keep; pages through 100,000 computers read half as often from the file as by 2 MiB. */
const CACHE_KIBIBYTES = 16 * 1024;

/**
 * Opens or makes the database and brings it to the present shape. One process opens a file once.
 * @throws STORE_UNREADABLE, STORE_NEWER
 */
export async function openSqlite(file: string, kind: DatabaseKind): Promise<DatabaseSync> {
  const database = await openFile(file, kind);
  try {
    database.exec('pragma journal_mode = wal');
    // In WAL mode only FULL makes a commit survive a power cut.
    database.exec('pragma synchronous = full');
    database.exec(`pragma cache_size = -${CACHE_KIBIBYTES}`);
    // For migrations: SQLite has none of its own.
    database.function('sha256', { deterministic: true }, (text) =>
      createHash('sha256').update(String(text)).digest('hex'),
    );
    migrate(database, kind);
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
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
