import type { ClientId } from '@causeway/contract';
import type { ClientRecord, EndpointStore } from '@causeway/endpoint';
import type { Kysely, Transaction } from 'kysely';
import type { TenantSchema } from './schema.ts';

/** Within the transaction that is given. A standing that is the same already is no change. */
export async function setStanding(
  trx: Kysely<TenantSchema>,
  clientId: ClientId,
  standing: ClientRecord['standing'],
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('clients')
    .set({ standing })
    .where('id', '=', clientId)
    .where('standing', '<>', standing)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) await noteStandingChange(trx, clientId);
}

/** What endpoint servers remember of the client is to be asked for again: its standing, its key or its actions. */
export async function noteStandingChange(trx: Kysely<TenantSchema>, clientId: ClientId): Promise<void> {
  // Anew, so that the change gets the next sequence of all.
  await trx.deleteFrom('standing_changes').where('clientId', '=', clientId).execute();
  await trx.insertInto('standing_changes').values({ clientId }).execute();
}

/** The clients whose standing changed behind that sequence, oldest change first. */
export async function readChangedSince(
  trx: Transaction<TenantSchema>,
  standingsAt: number,
  limit: number,
): ReturnType<EndpointStore['clients']['changedSince']> {
  const inOrder = trx.selectFrom('standing_changes').selectAll();
  const newest = await inOrder.orderBy('sequence', 'desc').limit(1).executeTakeFirst();
  const from = standingsAt > (newest?.sequence ?? 0) ? 0 : standingsAt;
  const query = inOrder.where('sequence', '>', from).orderBy('sequence').limit(limit);
  const changes = await query.execute();
  return { ids: changes.map(({ clientId }) => clientId), standingsAt: changes.at(-1)?.sequence ?? from };
}
