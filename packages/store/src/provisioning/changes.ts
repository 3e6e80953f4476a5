import type { ChangeJournal, ChangeRecord, ChangeState } from '@causeway/changes';
import { changeErrors } from '@causeway/changes';
import type { TenantId } from '@causeway/contract';
import type { ExpressionBuilder, Kysely, Selectable } from 'kysely';
import { fromJson, toJson } from '../json.ts';
import type { ProvisioningSchema } from './schema.ts';

type Row = Selectable<ProvisioningSchema['changes']>;

const UNFINISHED: readonly ChangeState[] = ['running', 'crossing', 'undoing'];

export function createChanges(db: Kysely<ProvisioningSchema>): ChangeJournal {
  const all = db.selectFrom('changes').selectAll();
  return {
    create: (change) =>
      db.transaction().execute(async (trx) => {
        await refuseSecond(trx, change);
        await trx.insertInto('changes').values(toRow(change)).execute();
        await saveTenants(trx, change);
      }),
    save: (change) =>
      db.transaction().execute(async (trx) => {
        await refuseSecond(trx, change);
        const row = toRow(change);
        await trx
          .insertInto('changes')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
          .execute();
        await saveTenants(trx, change);
      }),
    async find(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row && toChange(row);
    },
    async list({ limit, ...wanted }) {
      const rows = await all
        .where((builder) => builder.and(conditionsOf(builder, wanted, db)))
        .orderBy('requestedAt', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toChange);
    },
    async newestOf(tenantIds) {
      const query = all.where('id', 'in', newestOf(db, tenantIds));
      return (await query.orderBy('requestedAt', 'desc').orderBy('id', 'desc').execute()).map(toChange);
    },
    async unfinished() {
      const query = all.where('state', 'in', UNFINISHED).orderBy('requestedAt').orderBy('id');
      return (await query.execute()).map(toChange);
    },
  };
}

function conditionsOf(
  is: ExpressionBuilder<ProvisioningSchema, 'changes'>,
  { tenantId, state, before }: Omit<Parameters<ChangeJournal['list']>[0], 'limit'>,
  db: Kysely<ProvisioningSchema>,
) {
  return [
    ...(tenantId === undefined ? [] : [is('id', 'in', changesOf(db, [tenantId]))]),
    ...(state === undefined ? [] : [is('state', '=', state)]),
    ...(before === undefined
      ? []
      : [is(is.refTuple('requestedAt', 'id'), '<', is.tuple(before.requestedAt, before.id))]),
  ];
}

function changesOf(db: Kysely<ProvisioningSchema>, tenantIds: readonly TenantId[]) {
  return db.selectFrom('change_tenants').select('changeId').where('tenantId', 'in', tenantIds);
}

function newestOf(db: Kysely<ProvisioningSchema>, tenantIds: readonly TenantId[]) {
  const placed = db
    .selectFrom('change_tenants')
    .innerJoin('changes', 'changes.id', 'change_tenants.changeId')
    .where('tenantId', 'in', tenantIds)
    .select(({ fn }) => [
      'changeId',
      fn
        .agg<number>('row_number')
        .over((over) =>
          over.partitionBy('tenantId').orderBy('requestedAt', 'desc').orderBy('changeId', 'desc'),
        )
        .as('place'),
    ]);
  return db.selectFrom(placed.as('placed')).select('changeId').where('place', '=', 1);
}

async function refuseSecond(
  db: Kysely<ProvisioningSchema>,
  { id, state, tenantIds }: ChangeRecord,
): Promise<void> {
  if (!UNFINISHED.includes(state)) return;
  const other = await db
    .selectFrom('changes')
    .select(['id', 'state'])
    .where('id', 'in', changesOf(db, tenantIds).where('isUnfinished', '=', 1))
    .where('id', '<>', id)
    .executeTakeFirst();
  if (other === undefined) return;
  throw changeErrors.error('CHANGE_IN_PROGRESS', { seen: `change ${other.id}, ${other.state}` });
}

async function saveTenants(
  db: Kysely<ProvisioningSchema>,
  { id, state, tenantIds }: ChangeRecord,
): Promise<void> {
  const isUnfinished = UNFINISHED.includes(state) ? 1 : 0;
  await db
    .insertInto('change_tenants')
    .values(tenantIds.map((tenantId) => ({ tenantId, changeId: id, isUnfinished })))
    .onConflict((conflict) => conflict.columns(['tenantId', 'changeId']).doUpdateSet({ isUnfinished }))
    .execute();
}

function toRow(change: ChangeRecord): Row {
  const { tenantIds, plan, error, steps } = change;
  const json = {
    tenantIds: toJson(tenantIds),
    plan: toJson(plan),
    error: toJson(error),
    steps: toJson(steps),
  };
  return { ...change, ...json };
}

function toChange(row: Row): ChangeRecord {
  const { tenantIds, plan, error, steps } = row;
  return {
    ...row,
    ...{
      tenantIds: fromJson(tenantIds),
      plan: fromJson(plan),
      error: fromJson(error),
      steps: fromJson(steps),
    },
  };
}
