import type { ComputerId, ComputerRow, ComputersPort, DuplicateRow } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { execute } from '../../sqlite/execute.ts';
import type { TenantSchema } from '../schema.ts';
import { setArchived } from './archive.ts';
import { selectComputers } from './select-computers.ts';

export function createDuplicates(
  db: Kysely<TenantSchema>,
): Pick<ComputersPort, 'duplicates' | 'settleDuplicate'> {
  return {
    duplicates: ({ state, limit, after = 0 }) =>
      db.transaction().execute((trx) => {
        const condition = state === undefined ? '' : 'and "state" = ?';
        const parameters = state === undefined ? [after, limit] : [after, state, limit];
        return selectDuplicates(trx, `"id" > ? ${condition} order by "id" limit ?`, parameters);
      }),
    settleDuplicate: (id, state, now) => db.transaction().execute((trx) => settle(trx, id, state, now)),
  };
}

async function settle(
  trx: Kysely<TenantSchema>,
  id: number,
  state: 'confirmed' | 'split',
  now: number,
): Promise<DuplicateRow | undefined> {
  await execute(trx, `update duplicates set "state" = ? where "id" = ?`, [state, id]);
  const [duplicate] = await selectDuplicates(trx, '"id" = ?', [id]);
  if (duplicate === undefined || state === 'split') return duplicate;
  await setArchived(trx, silentOf(duplicate.computers).id, now);
  return (await selectDuplicates(trx, '"id" = ?', [id]))[0];
}

/** The one that reported longer ago: the other is what the machine is now. */
function silentOf([one, other]: DuplicateRow['computers']): ComputerRow {
  return one.inventoryAt <= other.inventoryAt ? one : other;
}

type Kept = Omit<DuplicateRow, 'computers'> & { readonly older: ComputerId; readonly newer: ComputerId };

async function selectDuplicates(
  db: Kysely<TenantSchema>,
  condition: string,
  parameters: readonly (string | number)[],
): Promise<DuplicateRow[]> {
  const rows = await execute<Kept>(db, `select * from duplicates where ${condition}`, parameters);
  const ids = JSON.stringify(rows.flatMap(({ older, newer }) => [older, newer]));
  const computers = await selectComputers(db, 'c."id" in (select value from json_each(?))', [ids]);
  const byId = new Map(computers.map((computer) => [computer.id, computer]));
  return rows.flatMap(({ older, newer, ...row }) => {
    const [one, other] = [byId.get(older), byId.get(newer)];
    return one && other ? [{ ...row, computers: [one, other] as const }] : [];
  });
}
