import type { ComputerId, ComputerRow } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { execute } from '../../sqlite/execute.ts';
import { countComputer } from '../intake/installations.ts';
import type { TenantSchema } from '../schema.ts';
import { selectComputers } from './select-computers.ts';

/**
 * Archives a computer, or brings it back, within the transaction that is given; what it has installed is counted out or
 * in. One that is archived already keeps the time at which it was.
 * @param at 0 brings it back
 */
export async function setArchived(
  trx: Kysely<TenantSchema>,
  id: ComputerId,
  at: number,
): Promise<ComputerRow | undefined> {
  const condition = at === 0 ? '"archivedAt" > 0' : '"archivedAt" = 0';
  const statement = `update computers set "archivedAt" = ? where "id" = ? and ${condition} returning "id"`;
  const changed = await execute(trx, statement, [at, id]);
  if (changed.length > 0) await countComputer(trx, id, at === 0 ? 1 : -1);
  return (await selectComputers(trx, 'c."id" = ?', [id]))[0];
}
