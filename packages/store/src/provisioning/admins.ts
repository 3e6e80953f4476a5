import type { ProvisioningStore } from '@causeway/provisioning';
import type { Kysely } from 'kysely';
import { storeErrors } from '../errors.ts';
import type { ProvisioningSchema } from './schema.ts';

export function createAdmins(db: Kysely<ProvisioningSchema>): ProvisioningStore['admins'] {
  const all = db.selectFrom('admins').selectAll();
  return {
    async add(admin) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('admins')
        .values(admin)
        .onConflict((conflict) => conflict.column('name').doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 0n) {
        throw storeErrors.error('ADMIN_NAME_TAKEN', { seen: JSON.stringify(admin.name) });
      }
    },
    find: (id) => all.where('id', '=', id).executeTakeFirst(),
    findByName: (name) => all.where('name', '=', name).executeTakeFirst(),
    async count() {
      const counted = db.selectFrom('admins').select(({ fn }) => fn.countAll().as('count'));
      return Number((await counted.executeTakeFirstOrThrow()).count);
    },
  };
}
