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
    apiTokensAt: (tenantId) =>
      all
        .where('kind', '=', 'api-token')
        .where('adminId', 'in', db.selectFrom('admins').select('id').where('tenantId', 'is', tenantId))
        .orderBy('createdAt')
        .orderBy('secretSha256')
        .execute(),
    async noteUse(secretSha256, { lastUsedAt, lastUsedFrom, userAgent }) {
      await db
        .updateTable('credentials')
        .set({ lastUsedAt, lastUsedFrom, userAgent })
        .where('secretSha256', '=', secretSha256)
        .execute();
    },
    async remove(secretSha256) {
      await db.deleteFrom('credentials').where('secretSha256', '=', secretSha256).execute();
    },
    async removeOf(adminId, { kind, except = '' } = {}) {
      const theirs = db
        .deleteFrom('credentials')
        .where('adminId', '=', adminId)
        .where('secretSha256', '<>', except);
      await (kind === undefined ? theirs : theirs.where('kind', '=', kind)).execute();
    },
    async removeExpired(now) {
      await db.deleteFrom('credentials').where('expiresAt', '<=', now).execute();
    },
  };
}
