import type { ProvisioningStore } from '@causeway/provisioning';
import type { Kysely } from 'kysely';
import type { ProvisioningSchema } from './schema.ts';

export function createSettings(db: Kysely<ProvisioningSchema>): ProvisioningStore['settings'] {
  return {
    async get(key) {
      const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
      return row?.value;
    },
    async set(key, value) {
      if (value === null) await db.deleteFrom('settings').where('key', '=', key).execute();
      else await put(db, key, value);
    },
  };
}

async function put(db: Kysely<ProvisioningSchema>, key: string, value: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
