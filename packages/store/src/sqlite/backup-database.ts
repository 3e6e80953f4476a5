import { chmod, open } from 'node:fs/promises';
import { backup, DatabaseSync } from 'node:sqlite';
import { storeErrors } from '../errors.ts';

/** All pages in one step: one snapshot that no writer can make start over, and that holds up no writer (WAL). */
const ALL_PAGES = 0x7fff_ffff;

/**
 * Copies a database as it is at one moment into a new file of mode 0600, while a server may go on to write it. The copy
 * is one file, checked and on disk when the promise resolves.
 * @throws STORE_UNREADABLE
 */
export async function backupDatabase(file: string, copy: string): Promise<void> {
  try {
    using source = new DatabaseSync(file, { readOnly: true });
    await backup(source, copy, { rate: ALL_PAGES });
    await chmod(copy, 0o600);
    settle(copy);
    await using handle = await open(copy, 'r+');
    await handle.sync();
  } catch (cause) {
    throw storeErrors.error('STORE_UNREADABLE', { seen: file, cause });
  }
}

/** Makes the copy whole in one file, without a log beside it. */
function settle(copy: string): void {
  using database = new DatabaseSync(copy);
  database.exec('pragma journal_mode = delete');
  const [found, ...others] = database.prepare('pragma quick_check').all();
  if (found?.quick_check !== 'ok' || others.length > 0)
    throw new Error(`the copy is damaged: ${found?.quick_check}`);
}

/** Ids of the tenants in provisioning's database, in which no server writes. @throws STORE_UNREADABLE */
export function readTenantIds(file: string): string[] {
  try {
    using database = new DatabaseSync(file, { readOnly: true });
    const rows = database.prepare('select id from tenants order by id').all();
    return rows.map(({ id }) => String(id));
  } catch (cause) {
    throw storeErrors.error('STORE_UNREADABLE', { seen: file, cause });
  }
}
