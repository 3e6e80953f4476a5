import type { ProvisioningStore } from '@causeway/provisioning';
import type { Kysely } from 'kysely';
import { fromJson, toJson } from '../json.ts';
import type { ProvisioningSchema } from './schema.ts';

export function createAudit(db: Kysely<ProvisioningSchema>): ProvisioningStore['audit'] {
  const newest = db.selectFrom('audit').selectAll().orderBy('sequence', 'desc');
  return {
    async append({ at, actor, action, subject, outcome, detail }) {
      await db
        .insertInto('audit')
        .values({ at, actor, action, subject, outcome, detail: toJson(detail) })
        .execute();
    },
    async list({ limit, before }) {
      const query = before === undefined ? newest : newest.where('sequence', '<', before);
      const rows = await query.limit(limit).execute();
      return rows.map((row) => ({ ...row, detail: fromJson(row.detail) }));
    },
  };
}
