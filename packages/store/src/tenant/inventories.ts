import type { EndpointStore } from '@causeway/endpoint';
import type { Kysely } from 'kysely';
import type { TenantSchema } from './schema.ts';

export function createInventories(db: Kysely<TenantSchema>): EndpointStore['inventories'] {
  return {
    async put(inventory) {
      await db
        .insertInto('inventories')
        .values(inventory)
        .onConflict((conflict) =>
          conflict
            .column('clientId')
            .doUpdateSet(inventory)
            .whereRef('excluded.receivedAt', '>=', 'inventories.receivedAt'),
        )
        .execute();
    },
    find: (clientId) =>
      db.selectFrom('inventories').selectAll().where('clientId', '=', clientId).executeTakeFirst(),
  };
}
