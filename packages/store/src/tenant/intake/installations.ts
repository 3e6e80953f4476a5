import type { SoftwareItem } from '@causeway/contract/inventory';
import type { ComputerId, SoftwareId } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { execute } from '../../sqlite/execute.ts';
import type { TenantSchema } from '../schema.ts';
import { type Installed, readItems } from './installed-software.ts';
import type { SoftwarePlan } from './plan-software.ts';
import { saveBuckets } from './software-buckets.ts';

/** What became another of the software of a computer: as it was, and what is to be read of it now. */
export interface InstalledDifference {
  readonly before: readonly SoftwareItem[];
  readonly after: readonly SoftwareId[];
}

/** With `json_each` each value would be parsed again, which takes twice as long. */
const addStatement = `
insert into installations ("computerId", "softwareId", "since", "sizeBytes", "installedAt")
select ?, json_extract(value, '$[0]'), ?, json_extract(value, '$[1]'), json_extract(value, '$[2]')
from jsonb_each(?) where true
on conflict ("computerId", "softwareId")
do update set "sizeBytes" = excluded."sizeBytes", "installedAt" = excluded."installedAt"`;
const removeStatement = `
delete from installations where "computerId" = ? and "softwareId" in (select value from json_each(?))`;
const presentStatement = `
insert into software_presence ("chunk", "softwareId", "computers")
select ?1 >> 6, value, 1 << (?1 & 63) from json_each(?2) where true
on conflict ("chunk", "softwareId") do update set "computers" = "computers" | excluded."computers"`;
const absentStatement = `
update software_presence set "computers" = "computers" & ~(1 << (?1 & 63))
where "chunk" = ?1 >> 6 and "softwareId" in (select value from json_each(?2))`;
const countStatement = `
update software_counts set "installations" = "installations" + ?
where "softwareId" in (select value from json_each(?))`;
const countComputerStatement = `
update software_counts set "installations" = "installations" + ?
where "softwareId" in (select "softwareId" from installations where "computerId" = ?)`;

/** Makes the installations of a computer that is not archived those of the plan. */
export async function applySoftware(
  trx: Kysely<TenantSchema>,
  computerId: ComputerId,
  { filled, gone, installed, wanted }: SoftwarePlan,
  at: number,
): Promise<InstalledDifference> {
  await saveBuckets(trx, computerId, filled, gone);
  const { added, altered, removed } = compare(installed, wanted);
  const before = await readItems(trx, computerId, [...removed, ...altered]);
  if (removed.length > 0) await remove(trx, computerId, removed);
  if (added.length > 0) await add(trx, computerId, added);
  // In the order of the table, where each is written beside the one before.
  const saved = [...added, ...altered].sort((one, other) => one - other);
  const values = saved.map((id) => wanted.get(id));
  if (saved.length > 0) await execute(trx, addStatement, [computerId, at, JSON.stringify(values)]);
  return { before, after: saved };
}

/** Counts a computer, which comes or goes as a whole, in or out where it has something installed. */
export async function countComputer(
  trx: Kysely<TenantSchema>,
  computerId: ComputerId,
  by: 1 | -1,
): Promise<void> {
  await execute(trx, countComputerStatement, [by, computerId]);
}

function compare(installed: readonly Installed[], wanted: ReadonlyMap<SoftwareId, Installed>) {
  const had = new Set(installed.map(([id]) => id));
  const added = [...wanted.keys()].filter((id) => !had.has(id)).sort((one, other) => one - other);
  const removed = installed.filter(([id]) => !wanted.has(id)).map(([id]) => id);
  const altered = installed.filter((one) => isAltered(one, wanted.get(one[0]))).map(([id]) => id);
  return { added, altered, removed };
}

function isAltered([, sizeBytes, installedAt]: Installed, wanted: Installed | undefined): boolean {
  return wanted !== undefined && (wanted[1] !== sizeBytes || wanted[2] !== installedAt);
}

async function add(trx: Kysely<TenantSchema>, computerId: ComputerId, ids: readonly SoftwareId[]) {
  const list = JSON.stringify(ids);
  await execute(trx, presentStatement, [computerId, list]);
  await execute(trx, countStatement, [1, list]);
}

async function remove(trx: Kysely<TenantSchema>, computerId: ComputerId, ids: readonly SoftwareId[]) {
  const list = JSON.stringify(ids);
  await execute(trx, removeStatement, [computerId, list]);
  await execute(trx, absentStatement, [computerId, list]);
  await execute(trx, countStatement, [-1, list]);
}
