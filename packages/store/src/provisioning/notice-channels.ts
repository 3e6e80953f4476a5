import {
  type EmailChannel,
  type NoticeChannel,
  type NoticeStore,
  provisioningErrors,
  type WebhookChannel,
} from '@causeway/provisioning';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { fromJson, toJson } from '../json.ts';
import type { Vault } from '../vault.ts';
import type { ChannelSettings, ProvisioningSchema } from './schema.ts';

type Row = Selectable<ProvisioningSchema['notice_channels']>;

export function createNoticeChannels(db: Kysely<ProvisioningSchema>, vault: Vault): NoticeStore['channels'] {
  const all = db.selectFrom('notice_channels').selectAll();
  return {
    async add(channel) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('notice_channels')
        .values(toRow(channel, vault))
        .onConflict((conflict) => conflict.column('name').doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 0n) {
        throw provisioningErrors.error('NOTICE_CHANNEL_NAME_TAKEN', { seen: JSON.stringify(channel.name) });
      }
    },
    async findByName(name) {
      const row = await all.where('name', '=', name).executeTakeFirst();
      return row && toChannel(row, vault);
    },
    async list() {
      return (await all.orderBy('name').execute()).map((row) => toChannel(row, vault));
    },
    change: (name, decide) => db.transaction().execute((trx) => change(trx, name, { decide, vault })),
    async remove(id) {
      await db.deleteFrom('notice_channels').where('id', '=', id).execute();
    },
  };
}

interface Decision {
  readonly decide: (channel: NoticeChannel) => NoticeChannel;
  readonly vault: Vault;
}

async function change(
  trx: Transaction<ProvisioningSchema>,
  name: string,
  { decide, vault }: Decision,
): Promise<NoticeChannel | undefined> {
  const row = await trx.selectFrom('notice_channels').selectAll().where('name', '=', name).executeTakeFirst();
  if (row === undefined) return undefined;
  const changed = decide(toChannel(row, vault));
  const { settings, secret } = toRow(changed, vault);
  await trx.updateTable('notice_channels').set({ settings, secret }).where('id', '=', row.id).execute();
  return changed;
}

function toRow(channel: NoticeChannel, vault: Vault): Row {
  const { id, name, kind, createdAt } = channel;
  const { settings, secret } = takeSecret(channel);
  return {
    id,
    name,
    kind,
    createdAt,
    settings: toJson(settings),
    secret: secret === null ? null : vault.seal(secret, contextOf(id)),
  };
}

function takeSecret(channel: NoticeChannel): { settings: ChannelSettings; secret: string | null } {
  if (channel.kind === 'webhook') {
    const { url, anchorPem, secret } = channel;
    return { settings: { url, anchorPem }, secret };
  }
  const { host, port, security, from, to, user, anchorPem, password } = channel;
  return { settings: { host, port, security, from, to, user, anchorPem }, secret: password };
}

function toChannel(row: Row, vault: Vault): NoticeChannel {
  const { id, name, kind, createdAt } = row;
  const secret = row.secret === null ? null : vault.open(row.secret, contextOf(id));
  const head = { id, name, createdAt, ...fromJson(row.settings) };
  // The settings beside a kind are those that were written with it.
  if (kind === 'webhook') return { ...head, kind, secret } as WebhookChannel;
  return { ...head, kind, password: secret } as EmailChannel;
}

function contextOf(id: string): string {
  return `notice-channels/${id}`;
}
