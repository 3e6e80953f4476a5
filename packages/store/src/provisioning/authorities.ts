import { type Authority, type AuthorityStore, certificateErrors } from '@causeway/certificates';
import type { Kysely, Selectable } from 'kysely';
import { fromJson, toJson } from '../json.ts';
import type { Vault } from '../vault.ts';
import type { ProvisioningSchema } from './schema.ts';

type Row = Selectable<ProvisioningSchema['authorities']>;

export function createAuthorities(db: Kysely<ProvisioningSchema>, vault: Vault): AuthorityStore {
  return {
    async append(authority, keyPem) {
      const row: Row = {
        ...authority,
        domains: toJson(authority.domains),
        keyPem: vault.seal(keyPem, contextOf(authority)),
      };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('authorities')
        .values(row)
        .onConflict((conflict) => conflict.column('generation').doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 0n) {
        const seen = `generation ${authority.generation} is there`;
        throw certificateErrors.error('AUTHORITY_GENERATION_TAKEN', { seen });
      }
    },
    async list() {
      return (await db.selectFrom('authorities').selectAll().orderBy('generation').execute()).map(
        toAuthority,
      );
    },
    async keyOf(generation) {
      const kept = db.selectFrom('authorities').select(['sha256', 'keyPem']);
      const row = await kept.where('generation', '=', generation).executeTakeFirst();
      if (row === undefined) {
        throw certificateErrors.error('AUTHORITY_MISSING', { seen: `no generation ${generation}` });
      }
      return vault.open(row.keyPem, contextOf(row));
    },
  };
}

function toAuthority({ keyPem: _keyPem, domains, ...authority }: Row): Authority {
  return { ...authority, domains: fromJson(domains) };
}

function contextOf({ sha256 }: Pick<Authority, 'sha256'>): string {
  return `authorities/${sha256}`;
}
