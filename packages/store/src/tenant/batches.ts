import type { TenantId } from '@causeway/contract';
import type { EndpointStore, ForwardedBatch } from '@causeway/endpoint';
import type { Kysely } from 'kysely';
import type { Intake, TakeIn } from './intake/intake.ts';
import type { TenantSchema } from './schema.ts';
import { storeEntry } from './store-entry.ts';

export function createBatches(tenantId: TenantId, takeIn: TakeIn): EndpointStore['batches'] {
  return { accept: (batch) => takeIn((intake) => accept(intake, tenantId, batch)) };
}

async function accept(
  intake: Intake,
  tenantId: TenantId,
  { from, spool, entries }: ForwardedBatch,
): Promise<number> {
  const before = await findAccepted(intake.trx, from, spool);
  let accepted = before;
  for (const entry of entries.toSorted((one, other) => one.sequence - other.sequence)) {
    // One that comes twice in a batch is one as well.
    if (entry.sequence <= accepted) continue;
    await storeEntry(intake, tenantId, entry);
    accepted = entry.sequence;
  }
  if (accepted > before) await saveAccepted(intake.trx, { clientId: from, spool, sequence: accepted });
  return accepted;
}

async function findAccepted(
  trx: Kysely<TenantSchema>,
  clientId: ForwardedBatch['from'],
  spool: string,
): Promise<number> {
  const spools = trx.selectFrom('accepted_spools').where('clientId', '=', clientId);
  const row = await spools.where('spool', '=', spool).select('sequence').executeTakeFirst();
  return row?.sequence ?? 0;
}

async function saveAccepted(trx: Kysely<TenantSchema>, row: TenantSchema['accepted_spools']): Promise<void> {
  await trx
    .insertInto('accepted_spools')
    .values(row)
    .onConflict((conflict) => conflict.columns(['clientId', 'spool']).doUpdateSet({ sequence: row.sequence }))
    .execute();
}
