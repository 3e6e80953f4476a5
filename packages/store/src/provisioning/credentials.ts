import type { ProvisioningStore } from '@causeway/provisioning';
import type { Kysely } from 'kysely';
import type { ProvisioningSchema } from './schema.ts';

export function createCredentials(db: Kysely<ProvisioningSchema>): ProvisioningStore['credentials'] {
  const all = db.selectFrom('credentials').selectAll();
  return {
    async add(credential) {
      await db.insertInto('credentials').values(credential).execute();
    },
    find: (secretSha256) => all.where('secretSha256', '=', secretSha256).executeTakeFirst(),
    listOf: (adminId) =>
      all.where('adminId', '=', adminId).orderBy('createdAt').orderBy('secretSha256').execute(),
    async remove(secretSha256) {
      await db.deleteFrom('credentials').where('secretSha256', '=', secretSha256).execute();
    },
    async removeSessions(adminId, except = '') {
      await db
        .deleteFrom('credentials')
        .where('adminId', '=', adminId)
        .where('kind', '=', 'session')
        .where('secretSha256', '<>', except)
        .execute();
    },
  };
}
