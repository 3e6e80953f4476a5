import type { EndpointStore, SigningKey } from '@causeway/endpoint';
import type { Kysely } from 'kysely';
import type { Vault } from '../vault.ts';
import type { TenantSchema } from './schema.ts';

export function createSigningKeys(db: Kysely<TenantSchema>, vault: Vault): EndpointStore['signingKeys'] {
  return {
    async list() {
      const rows = await db
        .selectFrom('signing_keys')
        .selectAll()
        .orderBy('createdAt')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({ ...row, privateKeyPem: vault.open(row.privateKeyPem, contextOf(row)) }));
    },
    async save(keys) {
      await db.transaction().execute(async (trx) => {
        for (const key of keys) {
          const row = { ...key, privateKeyPem: vault.seal(key.privateKeyPem, contextOf(key)) };
          await trx
            .insertInto('signing_keys')
            .values(row)
            .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
            .execute();
        }
      });
    },
  };
}

function contextOf({ id }: Pick<SigningKey, 'id'>): string {
  return `signing-keys/${id}`;
}
