import type { DatabaseSync } from 'node:sqlite';

/** Of the pages that the database holds and does not use. */
export function freeBytesOf(database: DatabaseSync): number {
  const sql = 'select freelist_count * page_size as bytes from pragma_freelist_count, pragma_page_size';
  return Number(database.prepare(sql).get()?.bytes);
}
