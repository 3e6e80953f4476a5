import type { DatabaseSync, StatementSync } from 'node:sqlite';

export type SpoolStatements = ReturnType<typeof prepareSpool>;

/** What a spool says to its database. */
export function prepareSpool(database: DatabaseSync) {
  const prepare = (sql: string): StatementSync => database.prepare(sql);
  return {
    insert: prepare('insert into entries ("at", "bytes", "entry") values (?, ?, ?)'),
    sizes: prepare('select "sequence", "bytes" from entries order by "sequence"'),
    upTo: prepare('select "sequence", "entry" from entries where "sequence" <= ? order by "sequence"'),
    oldest: prepare('select "at" from entries order by "sequence" limit 1'),
    sizeOfAll: prepare('select count(*) as "count", coalesce(sum("bytes"), 0) as "bytes" from entries'),
    /** Of the oldest up to a sequence, no more than so many. */
    sizeOfSome: prepare(`
      select count(*) as "count", sum("bytes") as "bytes", max("sequence") as "last" from (
        select "sequence", "bytes" from entries where "sequence" <= ? order by "sequence" limit ?
      )`),
    remove: prepare('delete from entries where "sequence" <= ?'),
  };
}
