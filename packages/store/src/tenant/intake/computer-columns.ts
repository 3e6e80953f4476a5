import type { ClientId } from '@causeway/contract';
import type { ComputerInventory } from '@causeway/contract/inventory';
import { type ComputerId, summaryOf } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { execute } from '../../sqlite/execute.ts';
import type { TenantSchema } from '../schema.ts';
import type { ComputerColumns, KnownComputer } from './known-computer.ts';

/** As JSON, but for the fingerprint. */
export interface Report {
  readonly fingerprint: string;
  readonly identity: string;
  readonly collectors: string;
}

/** What a computer's row says of its inventory; '' and 0 stand for what is not known. */
export function summaryColumns(machine: ComputerInventory, nameWithout: string): ComputerColumns {
  const { name, cpuCores, memoryBytes, storageBytes, ...texts } = summaryOf(machine);
  return {
    name: name ?? nameWithout,
    ...{ cpuCores: cpuCores ?? 0, memoryBytes: memoryBytes ?? 0, storageBytes: storageBytes ?? 0 },
    ...Object.fromEntries(Object.entries(texts).map(([column, text]) => [column, text ?? ''])),
  };
}

/** @returns the id of the new computer */
export async function addComputer(
  trx: Kysely<TenantSchema>,
  clientId: ClientId,
  columns: ComputerColumns,
): Promise<ComputerId> {
  const names = Object.keys(columns);
  const statement = `
insert into computers ("clientId", ${names.map((name) => `"${name}"`).join(', ')})
values (?, ${names.map(() => '?').join(', ')}) returning "id"`;
  const [row] = await execute<{ id: ComputerId }>(trx, statement, [clientId, ...Object.values(columns)]);
  // `returning` of one row that was inserted.
  return (row as { id: ComputerId }).id;
}

/** What the next inventory is compared with; nothing when that is what is kept. */
export async function saveReport(
  trx: Kysely<TenantSchema>,
  id: ComputerId,
  report: Report,
  before: ComputerColumns = {},
): Promise<void> {
  const { fingerprint, identity, collectors } = report;
  if (Object.entries(report).every(([name, text]) => before[name] === text)) return;
  const statement = `
insert into computer_reports ("computerId", "fingerprint", "identity", "collectors") values (?, ?, ?, ?)
on conflict ("computerId") do update set
"fingerprint" = excluded."fingerprint", "identity" = excluded."identity", "collectors" = excluded."collectors"`;
  await execute(trx, statement, [id, fingerprint, identity, collectors]);
}

/** Writes those columns alone that are another: SQLite writes the index of each column that is set. */
export async function writeColumns(
  trx: Kysely<TenantSchema>,
  { id, columns: before }: KnownComputer,
  columns: ComputerColumns,
): Promise<void> {
  const changed = Object.entries(columns).filter(([name, value]) => before[name] !== value);
  if (changed.length === 0) return;
  const set = changed.map(([name]) => `"${name}" = ?`).join(', ');
  const values = changed.map(([, value]) => value);
  await execute(trx, `update computers set ${set} where "id" = ?`, [...values, id]);
}
