import type { SoftwareItem } from '@causeway/contract/inventory';
import type { ComputerId, SoftwareId } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { fromJson, type Json } from '../../json.ts';
import { execute } from '../../sqlite/execute.ts';
import type { TenantSchema } from '../schema.ts';

/** Id, size in bytes, and when it was installed. */
export type Installed = readonly [SoftwareId, number | null, number | null];

/** All in one row: to fetch a thousand rows takes five times as long. */
const installedStatement = `
select json_group_array(json_array("softwareId", "sizeBytes", "installedAt")) as "installed"
from installations where "computerId" = ? and "softwareId" in (select value from json_each(?))`;
const itemsStatement = `
select s."name", s."version", s."publisher", s."architecture", s."source", i."sizeBytes", i."installedAt"
from installations i join software s on s."id" = i."softwareId" where i."computerId" = ?`;

/** Those of them that the computer has. */
export async function readInstalled(
  db: Kysely<TenantSchema>,
  computerId: ComputerId,
  ids: readonly SoftwareId[],
): Promise<readonly Installed[]> {
  const parameters = [computerId, JSON.stringify(ids)];
  const [row] = await execute<{ installed: Json<Installed[]> }>(db, installedStatement, parameters);
  return row === undefined ? [] : fromJson(row.installed);
}

/** As its inventories say it, in the order of the catalog. */
export async function readSoftware(
  db: Kysely<TenantSchema>,
  computerId: ComputerId,
): Promise<SoftwareItem[]> {
  return (await execute<ItemRow>(db, `${itemsStatement} order by i."softwareId"`, [computerId])).map(toItem);
}

/** Those of a computer. */
export async function readItems(
  db: Kysely<TenantSchema>,
  computerId: ComputerId,
  ids: readonly SoftwareId[],
): Promise<SoftwareItem[]> {
  if (ids.length === 0) return [];
  const statement = `${itemsStatement} and i."softwareId" in (select value from json_each(?))`;
  return (await execute<ItemRow>(db, statement, [computerId, JSON.stringify(ids)])).map(toItem);
}

type ItemRow = { readonly [Key in keyof SoftwareItem]-?: SoftwareItem[Key] | null } & {
  readonly name: string;
};

/** What is not known is left out. */
function toItem({ name, ...rest }: ItemRow): SoftwareItem {
  const known = Object.entries(rest).filter(([, value]) => value !== null && value !== '');
  return { name, ...Object.fromEntries(known) };
}
