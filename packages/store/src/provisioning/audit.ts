import type { AuditFilter, ProvisioningStore } from '@causeway/provisioning';
import { type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import { fromJson, toJson } from '../json.ts';
import type { ProvisioningSchema } from './schema.ts';

export function createAudit(db: Kysely<ProvisioningSchema>): ProvisioningStore['audit'] {
  const newest = db.selectFrom('audit').selectAll().orderBy('sequence', 'desc');
  return {
    async append({ detail, ...entry }) {
      const { at, actor, action, subject, outcome, tenantId } = entry;
      const row = { at, actor, action, subject, outcome, tenantId, detail: toJson(detail) };
      await db.insertInto('audit').values(row).execute();
    },
    async list({ limit, before, ...filter }) {
      const query = before === undefined ? newest : newest.where('sequence', '<', before);
      const rows = await query
        .where((builder) => builder.and(conditionsOf(builder, filter)))
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...row, detail: fromJson(row.detail) }));
    },
  };
}

function conditionsOf(
  is: ExpressionBuilder<ProvisioningSchema, 'audit'>,
  { tenantId, actor, action, subject, outcome, since, until }: AuditFilter,
) {
  return [
    ...(tenantId === undefined ? [] : [is('tenantId', '=', tenantId)]),
    ...(actor === undefined ? [] : [is('actor', '=', actor)]),
    ...(action === undefined ? [] : [is.or([is('action', '=', action), beginsWith('action', `${action}.`)])]),
    ...(subject === undefined
      ? []
      : [is.or([is('subject', '=', subject), beginsWith('subject', `${subject}/`)])]),
    ...(outcome === undefined ? [] : [is('outcome', '=', outcome)]),
    ...(since === undefined ? [] : [is('at', '>=', since)]),
    ...(until === undefined ? [] : [is('at', '<=', until)]),
  ];
}

/** Not LIKE, to which some characters are patterns. */
function beginsWith(column: 'action' | 'subject', start: string) {
  return sql<SqlBool>`substr(${sql.ref(column)}, 1, length(${start})) = ${start}`;
}
