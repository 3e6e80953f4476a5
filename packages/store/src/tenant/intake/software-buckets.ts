import type { ComputerInventory } from '@causeway/contract/inventory';
import type { ComputerId, SoftwareId } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { fromJson, type Json } from '../../json.ts';
import { execute } from '../../sqlite/execute.ts';
import type { TenantSchema } from '../schema.ts';
import type { Installed } from './installed-software.ts';
import { otherOf } from './said-software.ts';

/** A bucket of a computer's software as it is kept. No id is in two buckets of a computer. */
export interface KeptBucket {
  readonly fingerprint: string;
  /** Those in the catalog, each installed. */
  readonly softwareIds: readonly SoftwareId[];
}

export interface FilledBucket extends Pick<KeptBucket, 'fingerprint'> {
  readonly number: number;
  /** Those in the catalog, each once. */
  readonly installed: readonly Installed[];
  /** What the catalog has of each of them is all that is left of the rows, in their order. */
  readonly isAsCatalog: boolean;
  /** What has no place in the catalog: rows that are one with others there, and what is `other`. */
  readonly sections: ComputerInventory;
}

const readStatement = `
select json_group_array(json_array("bucket", "fingerprint", json("softwareIds"))) as "buckets"
from software_buckets where "computerId" = ?`;
const saveStatement = `
insert into software_buckets ("computerId", "bucket", "fingerprint", "softwareIds", "isAsCatalog", "sections")
select ?, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
  json_extract(value, '$[3]'), json_extract(value, '$[4]')
from jsonb_each(?) where true
on conflict ("computerId", "bucket") do update set "fingerprint" = excluded."fingerprint",
"softwareIds" = excluded."softwareIds", "isAsCatalog" = excluded."isAsCatalog", "sections" = excluded."sections"`;
const removeStatement = `
delete from software_buckets where "computerId" = ? and "bucket" in (select value from json_each(?))`;
const sectionsStatement = `
select "sections", case when "isAsCatalog" then
  (select json_group_array(json(s."rest") order by i.key) from json_each("softwareIds") i
  cross join software s on s."id" = i.value where s."rest" <> '') else '[]' end as "rests"
from software_buckets where "computerId" = ? order by "bucket"`;

/** By their numbers. */
export async function readBuckets(
  trx: Kysely<TenantSchema>,
  computerId: ComputerId,
): Promise<ReadonlyMap<number, KeptBucket>> {
  type Row = { buckets: Json<[number, string, SoftwareId[]][]> };
  const [row] = await execute<Row>(trx, readStatement, [computerId]);
  const buckets = row === undefined ? [] : fromJson(row.buckets);
  return new Map(buckets.map(([number, fingerprint, softwareIds]) => [number, { fingerprint, softwareIds }]));
}

export async function saveBuckets(
  trx: Kysely<TenantSchema>,
  computerId: ComputerId,
  filled: readonly FilledBucket[],
  gone: readonly number[],
): Promise<void> {
  if (gone.length > 0) await execute(trx, removeStatement, [computerId, JSON.stringify(gone)]);
  if (filled.length === 0) return;
  const rows = filled.map(({ number, fingerprint, installed, isAsCatalog, sections }) => [
    ...[number, fingerprint, installed.map(([id]) => id), isAsCatalog, sections],
  ]);
  await execute(trx, saveStatement, [computerId, JSON.stringify(rows)]);
}

/** What is not in the catalog of all buckets together. */
export async function readBucketSections(
  db: Kysely<TenantSchema>,
  computerId: ComputerId,
): Promise<ComputerInventory> {
  type Row = { sections: Json<ComputerInventory>; rests: Json<unknown[]> };
  const rows = await execute<Row>(db, sectionsStatement, [computerId]);
  const all = rows.map(({ sections, rests }) => ({ other: otherOf(fromJson(rests)), ...fromJson(sections) }));
  const other: Record<string, unknown[]> = {};
  for (const [name, left] of all.flatMap((sections) => Object.entries(sections.other ?? {})))
    other[name] = [...(other[name] ?? []), ...(Array.isArray(left) ? left : [left])];
  return { software: all.flatMap(({ software = [] }) => software), other };
}
