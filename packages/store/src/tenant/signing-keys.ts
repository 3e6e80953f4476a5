import type { EndpointStore } from '@causeway/endpoint';
import type { Kysely } from 'kysely';
import type { TenantSchema } from './schema.ts';

export function createSigningKeys(db: Kysely<TenantSchema>): EndpointStore['signingKeys'] {
  return {
    list: () => db.selectFrom('signing_keys').selectAll().orderBy('createdAt').orderBy('id').execute(),
    async save(keys) {
      await db.transaction().execute(async (trx) => {
        for (const key of keys) {
          await trx
            .insertInto('signing_keys')
            .values(key)
            .onConflict((conflict) => conflict.column('id').doUpdateSet(key))
            .execute();
        }
      });
    },
  };
}
