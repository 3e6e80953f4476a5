import type { EndpointStore } from '@causeway/endpoint';
import type { Kysely } from 'kysely';
import type { TenantSchema } from './schema.ts';

export function createTokens(db: Kysely<TenantSchema>): EndpointStore['tokens'] {
  const all = db.selectFrom('tokens').selectAll();
  return {
    async add(token) {
      await db.insertInto('tokens').values(token).execute();
    },
    find: (id) => all.where('id', '=', id).executeTakeFirst(),
    list: () => all.orderBy('createdAt').orderBy('id').execute(),
    async remove(id) {
      await db.deleteFrom('tokens').where('id', '=', id).execute();
    },
  };
}
