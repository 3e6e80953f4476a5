import type { ChangeJournal, ChangeRecord, ChangeState } from '@causeway/changes';
import { changeErrors } from '@causeway/changes';
import type { Kysely, Selectable } from 'kysely';
import { fromJson, toJson } from '../json.ts';
import type { ProvisioningSchema } from './schema.ts';

type Row = Selectable<ProvisioningSchema['changes']>;

/** The index `one_unfinished_change_per_tenant` names the same. */
const UNFINISHED: readonly ChangeState[] = ['running', 'crossing', 'undoing'];

export function createChanges(db: Kysely<ProvisioningSchema>): ChangeJournal {
  const all = db.selectFrom('changes').selectAll();
  return {
    async create(change) {
      await db.transaction().execute(async (trx) => {
        await refuseSecond(trx, change);
        await trx.insertInto('changes').values(toRow(change)).execute();
      });
    },
    async save(change) {
      await db.transaction().execute(async (trx) => {
        await refuseSecond(trx, change);
        const row = toRow(change);
        await trx
          .insertInto('changes')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
          .execute();
      });
    },
    async find(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row && toChange(row);
    },
    async list({ tenantId, limit }) {
      const newest = all.orderBy('requestedAt', 'desc').orderBy('id', 'desc').limit(limit);
      const query = tenantId === undefined ? newest : newest.where('tenantId', '=', tenantId);
      return (await query.execute()).map(toChange);
    },
    async unfinished() {
      const query = all.where('state', 'in', UNFINISHED).orderBy('requestedAt').orderBy('id');
      return (await query.execute()).map(toChange);
    },
  };
}

async function refuseSecond(db: Kysely<ProvisioningSchema>, change: ChangeRecord): Promise<void> {
  if (!UNFINISHED.includes(change.state)) return;
  const other = await db
    .selectFrom('changes')
    .select(['id', 'state'])
    .where('tenantId', '=', change.tenantId)
    .where('state', 'in', UNFINISHED)
    .where('id', '<>', change.id)
    .executeTakeFirst();
  if (other === undefined) return;
  throw changeErrors.error('CHANGE_IN_PROGRESS', { seen: `change ${other.id}, ${other.state}` });
}

function toRow(change: ChangeRecord): Row {
  const { plan, error, steps } = change;
  return { ...change, plan: toJson(plan), error: toJson(error), steps: toJson(steps) };
}

function toChange(row: Row): ChangeRecord {
  const { plan, error, steps } = row;
  return { ...row, plan: fromJson(plan), error: fromJson(error), steps: fromJson(steps) };
}
