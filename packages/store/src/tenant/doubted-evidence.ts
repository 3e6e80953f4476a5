import type { ClientId } from '@causeway/contract';
import type { Kysely } from 'kysely';
import { execute } from '../sqlite/execute.ts';
import type { TenantSchema } from './schema.ts';

const doubtStatement = `
insert into doubted_evidence ("clientId", "until") select "clientId", max(?, ifnull("lastSeenAt", 0)) from contacts where "clientId" = ?`;

/**
 * Another machine turned up under the device id of a client: whoever came by it until now may have been either. What is
 * written later, and was seen until then, counts for nothing as well.
 */
export async function doubtEvidence(trx: Kysely<TenantSchema>, id: ClientId, at: number): Promise<void> {
  await execute(trx, doubtStatement, [at, id]);
}

/** Until when evidence is in doubt, of the clients from one id to the other; most are in none. */
export async function readDoubts(
  trx: Kysely<TenantSchema>,
  first: ClientId,
  last: ClientId,
): Promise<ReadonlyMap<ClientId, number>> {
  const doubts = trx.selectFrom('doubted_evidence').selectAll();
  const rows = await doubts.where('clientId', '>=', first).where('clientId', '<=', last).execute();
  return new Map(rows.map(({ clientId, until }) => [clientId, until]));
}
