import type { ComputerRow } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { execute } from '../../sqlite/execute.ts';
import type { TenantSchema } from '../schema.ts';
import { selectColumns, toRow } from './row-kind.ts';
import { computerKind } from './row-kinds.ts';

/** @param condition our own text about the table `c` */
export async function selectComputers(
  db: Kysely<TenantSchema>,
  condition: string,
  parameters: readonly (string | number)[],
): Promise<ComputerRow[]> {
  const statement = `select ${selectColumns(computerKind)} from computers c where ${condition}`;
  const rows = await execute<Record<string, unknown>>(db, statement, parameters);
  return rows.map((row) => toRow<ComputerRow>(computerKind, row));
}
