import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { storeErrors } from '../errors.ts';
import { KEY_ID_SETTING } from './bind-to-key.ts';

/**
 * The id of the installation key that a database is bound to, without opening it as a store: a server may run on it.
 * Undefined when there is no database, or none that was ever opened with a key.
 * @throws STORE_UNREADABLE
 */
export function readKeyId(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  try {
    using database = new DatabaseSync(file, { readOnly: true });
    if (!hasSettings(database)) return undefined;
    const row = database.prepare('select value from settings where key = ?').get(KEY_ID_SETTING);
    return typeof row?.value === 'string' ? row.value : undefined;
  } catch (cause) {
    throw storeErrors.error('STORE_UNREADABLE', { seen: file, cause });
  }
}

function hasSettings(database: DatabaseSync): boolean {
  return database.prepare("select 1 from sqlite_schema where name = 'settings'").get() !== undefined;
}
