import type { EndpointStore, ForwardedBatch, ForwardedEntry } from '@causeway/endpoint';
import type { Kysely, Transaction } from 'kysely';
import { putInventory } from './inventories.ts';
import { record } from './record.ts';
import type { TenantSchema } from './schema.ts';

export function createBatches(db: Kysely<TenantSchema>): EndpointStore['batches'] {
  return { accept: (batch) => db.transaction().execute((trx) => accept(trx, batch)) };
}

async function accept(
  trx: Transaction<TenantSchema>,
  { from, spool, entries }: ForwardedBatch,
): Promise<number> {
  const before = await findAccepted(trx, from, spool);
  let accepted = before;
  for (const entry of entries.toSorted((one, other) => one.sequence - other.sequence)) {
    // One that comes twice in a batch is one as well.
    if (entry.sequence <= accepted) continue;
    await store(trx, entry);
    accepted = entry.sequence;
  }
  if (accepted > before) await saveAccepted(trx, { clientId: from, spool, sequence: accepted });
  return accepted;
}

async function findAccepted(
  trx: Transaction<TenantSchema>,
  clientId: ForwardedBatch['from'],
  spool: string,
): Promise<number> {
  const spools = trx.selectFrom('accepted_spools').where('clientId', '=', clientId);
  const row = await spools.where('spool', '=', spool).select('sequence').executeTakeFirst();
  return row?.sequence ?? 0;
}

async function saveAccepted(
  trx: Transaction<TenantSchema>,
  row: TenantSchema['accepted_spools'],
): Promise<void> {
  await trx
    .insertInto('accepted_spools')
    .values(row)
    .onConflict((conflict) => conflict.columns(['clientId', 'spool']).doUpdateSet({ sequence: row.sequence }))
    .execute();
}

async function store(trx: Transaction<TenantSchema>, entry: ForwardedEntry): Promise<void> {
  if (entry.kind === 'observations') {
    if (entry.observations.length > 0) await record(trx, entry.observations);
    return;
  }
  const clients = trx.selectFrom('clients').where('id', '=', entry.inventory.clientId);
  const client = await clients.select('standing').executeTakeFirst();
  if (client?.standing === 'enrolled') await putInventory(trx, entry.inventory);
}
