import { DatabaseSync } from 'node:sqlite';

/** All rows of a tenant's own tables; what the full-text search keeps beside them is left out. */
export function countRows(file: string): number {
  using database = new DatabaseSync(file, { readOnly: true });
  const tables = database
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '%\\_search%' escape '\\'",
    )
    .all();
  return tables
    .map(({ name }) =>
      Number(database.prepare(`select count(*) as "count" from "${name}"`).get()?.count ?? 0),
    )
    .reduce((sum, count) => sum + count, 0);
}
