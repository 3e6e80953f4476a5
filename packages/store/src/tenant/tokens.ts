import type { EndpointStore, EnrollmentToken } from '@causeway/endpoint';
import type { Kysely } from 'kysely';
import type { Vault } from '../vault.ts';
import type { TenantSchema } from './schema.ts';

export function createTokens(db: Kysely<TenantSchema>, vault: Vault): EndpointStore['tokens'] {
  const all = db.selectFrom('tokens').selectAll();
  const toToken = (row: EnrollmentToken): EnrollmentToken => ({
    ...row,
    secret: vault.open(row.secret, contextOf(row)),
  });
  return {
    async add(token) {
      const secret = vault.seal(token.secret, contextOf(token));
      await db
        .insertInto('tokens')
        .values({ ...token, secret })
        .execute();
    },
    async find(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row && toToken(row);
    },
    async list() {
      return (await all.orderBy('createdAt').orderBy('id').execute()).map(toToken);
    },
    async remove(id) {
      await db.deleteFrom('tokens').where('id', '=', id).execute();
    },
  };
}

function contextOf({ id }: Pick<EnrollmentToken, 'id'>): string {
  return `enrollment-tokens/${id}`;
}
