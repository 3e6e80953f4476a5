import type { Admission, CredentialRecord, ProvisioningStore } from '@causeway/provisioning';
import { type Kysely, sql } from 'kysely';
import { signsInAs } from './admins.ts';
import type { ProvisioningSchema } from './schema.ts';

export function createCredentials(db: Kysely<ProvisioningSchema>): ProvisioningStore['credentials'] {
  const all = db.selectFrom('credentials').selectAll();
  /** Has a row while it still admits. */
  const admitting = (by: Admission) =>
    'admin' in by
      ? db.selectFrom('admins').select('id').where('id', '=', by.admin.id).where(signsInAs(by.admin))
      : db.selectFrom('credentials').select('adminId as id').where('secretSha256', '=', by.secretSha256);
  return {
    async add(credential, by) {
      const columns = Object.keys(credential) as (keyof CredentialRecord)[];
      const values = columns.map((column) => sql.val(credential[column]).as(column));
      // One statement: what ends all that somebody began ends this, too, or comes first and refuses it.
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('credentials')
        .columns(columns)
        .expression(db.selectNoFrom(values).where(({ exists }) => exists(admitting(by))))
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
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
    async removeExpired(kind, at) {
      await db.deleteFrom('credentials').where('kind', '=', kind).where('expiresAt', '<=', at).execute();
    },
  };
}
