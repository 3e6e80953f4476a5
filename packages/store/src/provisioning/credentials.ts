import {
  type Admission,
  type CredentialRecord,
  type ProvisioningStore,
  provisioningErrors,
} from '@causeway/provisioning';
import { type Kysely, sql } from 'kysely';
import { signsInAs } from './admins.ts';
import type { ProvisioningSchema } from './schema.ts';

/** As the index over their names has it: not as a parameter. */
const API_TOKEN = sql.lit<CredentialRecord['kind']>('api-token');

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
      // One statement: what ends all that somebody began ends this, too, or comes first and refuses it. An API token
      // of that name is left as it is, and told by its secret.
      const kept = await db
        .insertInto('credentials')
        .columns(columns)
        .expression(db.selectNoFrom(values).where(({ exists }) => exists(admitting(by))))
        .onConflict((conflict) =>
          conflict
            .columns(['adminId', 'name'])
            .where('kind', '=', API_TOKEN)
            .doUpdateSet({ name: credential.name }),
        )
        .returning('secretSha256')
        .executeTakeFirst();
      if (kept !== undefined && kept.secretSha256 !== credential.secretSha256) throw nameTaken(credential);
      return kept !== undefined;
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

function nameTaken({ name }: CredentialRecord): Error {
  return provisioningErrors.error('API_TOKEN_NAME_TAKEN', {
    seen: JSON.stringify(name),
    expected: 'a name that none of your API tokens has',
  });
}
