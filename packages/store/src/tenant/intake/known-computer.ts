import type { ClientId } from '@causeway/contract';
import type { ComputerInventory } from '@causeway/contract/inventory';
import type { ComputerId, InventoryPart, MachineIdentity } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { fromJson, type Json, toJson } from '../../json.ts';
import { execute } from '../../sqlite/execute.ts';
import type { TenantSchema } from '../schema.ts';
import { marksOf } from './marks-of.ts';

export type PartName = InventoryPart['name'];

/** A computer as far as the next inventory needs it. */
export interface KnownComputer {
  readonly id: ComputerId;
  readonly clientId: ClientId;
  readonly name: string;
  readonly archivedAt: number;
  /** Of the whole inventory as its sender says it; '' when it does not. */
  readonly fingerprint: string;
  readonly identity: MachineIdentity;
  readonly partFingerprints: Readonly<Partial<Record<PartName, string>>>;
  /** Its row as it is. */
  readonly columns: ComputerColumns;
}

/** The computer that an inventory was of. */
export interface TakenIn {
  readonly id: ComputerId;
  readonly name: string;
}

/** What a computer's row says, by column; '' and 0 stand for what is not known. */
export type ComputerColumns = Readonly<Record<string, string | number>>;

/** More of one device id that are alike are told apart no more. */
const MOST_ALIKE = 100;

const knownStatement = `
select c.*, r."fingerprint", r."identity", r."collectors",
  (select json_group_object("part", "fingerprint") from computer_parts where "computerId" = c."id") as "parts"
from computers c cross join computer_reports r on r."computerId" = c."id"`;
const ofClientStatement = `${knownStatement} where c."clientId" = ? order by c."id"`;
const alikeStatement = `${knownStatement} cross join clients k on k."id" = c."clientId" and k."deviceId" = ?
where c."id" in (select "computerId" from computer_marks where "mark" in (select value from json_each(?))
  union select "id" from computers where "archivedAt" = 0 and "name" = ?)
order by c."id" limit ${MOST_ALIKE}`;

/** The computers that a client reports, oldest first. */
export async function findKnownComputers(
  trx: Kysely<TenantSchema>,
  clientId: ClientId,
): Promise<KnownComputer[]> {
  return (await execute<KnownRow>(trx, ofClientStatement, [clientId])).map(toKnown);
}

/**
 * Of the computers under a device id those that may be of that machine: with something of it, or its name. However many
 * claim the device id, these are few.
 */
export async function findAlikeComputers(
  trx: Kysely<TenantSchema>,
  deviceId: string,
  identity: MachineIdentity,
): Promise<KnownComputer[]> {
  const parameters = [deviceId, JSON.stringify(marksOf(identity)), identity.hostname];
  return (await execute<KnownRow>(trx, alikeStatement, parameters)).map(toKnown);
}

function toKnown({ parts, ...row }: KnownRow): KnownComputer {
  const { id, clientId, name, archivedAt, fingerprint, identity } = row;
  return {
    ...{ id, clientId, name, archivedAt, fingerprint },
    ...{ identity: fromJson(identity), partFingerprints: fromJson(parts), columns: { ...row } },
  };
}

/** The sections of a part that is kept; none of one that is not. */
export async function readPart(
  db: Kysely<TenantSchema>,
  computerId: ComputerId,
  part: PartName,
): Promise<ComputerInventory> {
  return fromJson(await readPartText(db, computerId, part));
}

/** As `readPart`, in the text in which it is kept. */
export async function readPartText(
  db: Kysely<TenantSchema>,
  computerId: ComputerId,
  part: PartName,
): Promise<Json<ComputerInventory>> {
  const statement = `select "sections" from computer_parts where "computerId" = ? and "part" = ?`;
  const [row] = await execute<PartRow>(db, statement, [computerId, part]);
  return row?.sections ?? toJson({});
}

export async function savePart(
  trx: Kysely<TenantSchema>,
  computerId: ComputerId,
  part: { readonly name: PartName; readonly fingerprint: string; readonly sections: ComputerInventory },
): Promise<void> {
  const statement = `
insert into computer_parts ("computerId", "part", "fingerprint", "sections") values (?, ?, ?, ?)
on conflict ("computerId", "part") do update set "fingerprint" = excluded."fingerprint", "sections" = excluded."sections"`;
  await execute(trx, statement, [computerId, part.name, part.fingerprint, JSON.stringify(part.sections)]);
}

interface PartRow {
  readonly sections: Json<ComputerInventory>;
}

type KnownRow = Omit<KnownComputer, 'identity' | 'partFingerprints' | 'columns'> & {
  readonly identity: Json<MachineIdentity>;
  readonly parts: Json<KnownComputer['partFingerprints']>;
};
