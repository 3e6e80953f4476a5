import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';

/** What a tenant's database counts beside its tables, against what it counts when it counts anew. */
export function checkCounts(file: string): void {
  using database = new DatabaseSync(file);
  const wrong = (statement: string) => assert.deepEqual(database.prepare(statement).all(), []);
  wrong(`
    select * from software_counts n where "installations" <> (select count(*) from installations i
    join computers c on c."id" = i."computerId" and c."archivedAt" = 0 where i."softwareId" = n."softwareId")`);
  wrong(`
    select * from os_counts n where "count" <>
    (select count(*) from computers where "archivedAt" = 0 and "osFamily" = n."osFamily")`);
  wrong(`
    select * from computers c where "softwareCount" <>
    (select count(*) from installations where "computerId" = c."id")`);
  const present = `
    select p."chunk" * 64 + n."place", p."softwareId" from software_presence p, chunk_places n
    where p."computers" >> n."place" & 1`;
  const installed = `select "computerId", "softwareId" from installations`;
  wrong(`select * from (${present}) except select * from (${installed})`);
  wrong(`select * from (${installed}) except select * from (${present})`);
  const inBuckets = `
    select b."computerId", i.value from software_buckets b, json_each(b."softwareIds") i`;
  wrong(`select * from (${inBuckets}) group by 1, 2 having count(*) > 1`);
  wrong(`select * from (${inBuckets}) except select * from (${installed})`);
  wrong(`select * from (${installed}) except select * from (${inBuckets})`);
  // With 1 against the texts of the table itself (sqlite.org/fts5.html, section 6.4).
  database.exec(`insert into computers_words (computers_words, rank) values ('integrity-check', 1)`);
  database.exec(`insert into software_words (software_words, rank) values ('integrity-check', 1)`);
}
