import { createHash } from 'node:crypto';
import { type EndpointStore, type Inventory, MOST_UPLOADS_NOTED } from '@causeway/endpoint';
import type { Kysely, Transaction } from 'kysely';
import type { TenantSchema } from './schema.ts';

export function createInventories(db: Kysely<TenantSchema>): EndpointStore['inventories'] {
  return {
    put: (inventory) => db.transaction().execute((trx) => putInventory(trx, inventory)),
    find: (clientId) =>
      db.selectFrom('inventories').selectAll().where('clientId', '=', clientId).executeTakeFirst(),
    async count(clientId) {
      const uploads = db.selectFrom('uploads').where('clientId', '=', clientId);
      const counted = uploads.select(({ fn }) => fn.countAll().as('count'));
      return Number((await counted.executeTakeFirstOrThrow()).count);
    },
  };
}

/** Within the transaction that is given. */
export async function putInventory(trx: Transaction<TenantSchema>, inventory: Inventory): Promise<void> {
  await note(trx, inventory);
  await trx
    .insertInto('inventories')
    .values(inventory)
    .onConflict((conflict) =>
      conflict
        .column('clientId')
        .doUpdateSet(inventory)
        .whereRef('excluded.receivedAt', '>=', 'inventories.receivedAt'),
    )
    .execute();
}

/** A document that is noted already keeps its place, with the newest time at which it came. */
async function note(trx: Transaction<TenantSchema>, inventory: Inventory): Promise<void> {
  const { clientId, receivedAt, document } = inventory;
  const sha256 = createHash('sha256').update(document).digest('hex');
  await trx
    .insertInto('uploads')
    .values({ clientId, sha256, receivedAt })
    .onConflict((conflict) =>
      conflict
        .columns(['clientId', 'sha256'])
        .doUpdateSet({ receivedAt })
        .whereRef('excluded.receivedAt', '>', 'uploads.receivedAt'),
    )
    .execute();
  const uploads = trx.selectFrom('uploads').where('clientId', '=', clientId);
  const newest = uploads.select('sha256').orderBy('receivedAt', 'desc').orderBy('sha256');
  await trx
    .deleteFrom('uploads')
    .where('clientId', '=', clientId)
    .where('sha256', 'not in', newest.limit(MOST_UPLOADS_NOTED))
    .execute();
}
