import type { Delivery, KeptNotice, Notice, NoticeStore } from '@causeway/provisioning';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { fromJson, toJson } from '../json.ts';
import type { Vault } from '../vault.ts';
import { createNoticeChannels } from './notice-channels.ts';
import { summarize } from './notice-summaries.ts';
import type { ProvisioningSchema } from './schema.ts';

export function createNotices(db: Kysely<ProvisioningSchema>, vault: Vault): NoticeStore {
  return {
    channels: createNoticeChannels(db, vault),
    async lastSteps(series) {
      const rows = await db
        .selectFrom('notices')
        .select(({ fn }) => ['series', fn.max('step').as('step')])
        .where('series', 'in', series)
        .groupBy('series')
        .execute();
      return new Map(rows.map(({ series: one, step }) => [one, step]));
    },
    raise: (notice, at) => db.transaction().execute((trx) => raise(trx, notice, at)),
    list: (options) => db.transaction().execute((trx) => list(trx, options)),
    async forget(raisedBefore) {
      await db.transaction().execute((trx) => forget(trx, raisedBefore));
    },
    async due(channelId, now, limit) {
      const rows = await selectDeliveries(db)
        .where('channelId', '=', channelId)
        .where('state', '=', 'waiting')
        .where('nextTryAt', '<=', now)
        .orderBy('notices.sequence')
        .limit(limit)
        .execute();
      return rows.map(toDelivery);
    },
    async saveDelivery({ notice, channelId, error, ...columns }) {
      await db
        .updateTable('notice_deliveries')
        .set({ ...columns, error: toJson(error) })
        .where('channelId', '=', channelId)
        .where('sequence', '=', notice.sequence)
        .execute();
    },
    async revive(channelId, now) {
      const { numUpdatedRows } = await db
        .updateTable('notice_deliveries')
        .set({ state: 'waiting', attempts: 0, nextTryAt: now })
        .where('channelId', '=', channelId)
        .where('state', 'in', ['waiting', 'failed'])
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows);
    },
    summaries: () => db.transaction().execute(summarize),
  };
}

async function raise(trx: Transaction<ProvisioningSchema>, notice: Notice, at: number): Promise<boolean> {
  const kept = await trx
    .insertInto('notices')
    .values({ ...notice, details: toJson(notice.details), raisedAt: at })
    .onConflict((conflict) => conflict.columns(['series', 'step']).doNothing())
    .returning('sequence')
    .executeTakeFirst();
  if (kept === undefined) return false;
  const fresh = { state: 'waiting', attempts: 0, triedAt: null, nextTryAt: at, sentAt: null } as const;
  for (const { id } of await trx.selectFrom('notice_channels').select('id').execute()) {
    const delivery = { ...fresh, channelId: id, sequence: kept.sequence, error: toJson(null) };
    await trx.insertInto('notice_deliveries').values(delivery).execute();
  }
  return true;
}

async function forget(trx: Transaction<ProvisioningSchema>, raisedBefore: number): Promise<void> {
  const quiet = trx
    .selectFrom('notices')
    .select('series')
    .groupBy('series')
    .having(({ fn }) => fn.max('raisedAt'), '<', raisedBefore);
  const old = trx.selectFrom('notices').select('sequence').where('series', 'in', quiet);
  await trx.deleteFrom('notice_deliveries').where('sequence', 'in', old).execute();
  await trx.deleteFrom('notices').where('series', 'in', quiet).execute();
}

async function list(
  trx: Transaction<ProvisioningSchema>,
  { limit, before }: { readonly limit: number; readonly before?: number },
): Promise<{ notice: KeptNotice; deliveries: Delivery[] }[]> {
  const newest = trx.selectFrom('notices').selectAll().orderBy('sequence', 'desc').limit(limit);
  const rows = await (before === undefined ? newest : newest.where('sequence', '<', before)).execute();
  const [last, first] = [rows.at(0)?.sequence, rows.at(-1)?.sequence];
  if (first === undefined || last === undefined) return [];
  const deliveries = await selectDeliveries(trx)
    .where('notices.sequence', '>=', first)
    .where('notices.sequence', '<=', last)
    .orderBy('channelId')
    .execute();
  const bySequence = Map.groupBy(deliveries.map(toDelivery), ({ notice }) => notice.sequence);
  return rows.map((row) => ({ notice: toNotice(row), deliveries: bySequence.get(row.sequence) ?? [] }));
}

function selectDeliveries(db: Kysely<ProvisioningSchema>) {
  return db
    .selectFrom('notice_deliveries')
    .innerJoin('notices', 'notices.sequence', 'notice_deliveries.sequence')
    .selectAll('notices')
    .select(['channelId', 'state', 'attempts', 'triedAt', 'nextTryAt', 'sentAt', 'error']);
}

type DeliveryRow = Awaited<ReturnType<ReturnType<typeof selectDeliveries>['execute']>>[number];

function toDelivery(row: DeliveryRow): Delivery {
  const { channelId, state, attempts, triedAt, nextTryAt, sentAt, error, ...notice } = row;
  return {
    notice: toNotice(notice),
    channelId,
    state,
    attempts,
    triedAt,
    nextTryAt,
    sentAt,
    error: fromJson(error),
  };
}

function toNotice(row: Selectable<ProvisioningSchema['notices']>): KeptNotice {
  return { ...row, details: fromJson(row.details) };
}
