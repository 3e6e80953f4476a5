import type { ChannelSummary } from '@causeway/provisioning';
import type { Transaction } from 'kysely';
import { fromJson } from '../json.ts';
import type { ProvisioningSchema } from './schema.ts';

/** How things stand with each channel that has had a notice, by its id. */
export async function summarize(trx: Transaction<ProvisioningSchema>): Promise<Map<string, ChannelSummary>> {
  const counts = await trx
    .selectFrom('notice_deliveries')
    .select(({ fn }) => ['channelId', 'state', fn.countAll().as('count')])
    .groupBy(['channelId', 'state'])
    .execute();
  const summaries = new Map<string, ChannelSummary>();
  for (const [channelId, rows] of Map.groupBy(counts, (row) => row.channelId)) {
    const states = Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
    const lastError = await findLastError(trx, channelId);
    summaries.set(channelId, { waiting: 0, sent: 0, failed: 0, ...states, lastError });
  }
  return summaries;
}

async function findLastError(
  trx: Transaction<ProvisioningSchema>,
  channelId: string,
): Promise<ChannelSummary['lastError']> {
  const row = await trx
    .selectFrom('notice_deliveries')
    .select('error')
    .where('channelId', '=', channelId)
    .where('triedAt', 'is not', null)
    .orderBy('triedAt', 'desc')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : fromJson(row.error);
}
