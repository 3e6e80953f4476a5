import { randomUUIDv7 } from 'node:crypto';
import type {
  AddEmailChannel,
  AddWebhookChannel,
  ConfigureNoticeChannel,
  NoticeChannelView,
  NoticeView,
} from '@causeway/contract/admin';
import { provisioningErrors } from '../errors.ts';
import { changeChannel } from './change-channel.ts';
import type { SendNotice } from './delivery-round.ts';
import { type Notice, noticeIdOf } from './notice.ts';
import type { ChannelSummary, Delivery, KeptNotice, NoticeChannel, NoticeStore } from './notice-store.ts';
import { parseEmail, parseWebhook } from './parse-channel.ts';
import { newWebhookSecret } from './webhook-signature.ts';

export interface NoticesDeskOptions {
  readonly store: NoticeStore;
  readonly send: SendNotice;
  readonly now: () => number;
}

/** A test ends with the request that asked for it. */
const NEVER = new AbortController().signal;

/** Notices and the channels that carry them, as admins see them. */
export class NoticesDesk {
  readonly #options: NoticesDeskOptions;

  constructor(options: NoticesDeskOptions) {
    this.#options = options;
  }

  /** @returns the secret when it was made here. @throws NOTICE_CHANNEL_NAME_TAKEN, what `parseWebhook` throws */
  async addWebhook(body: AddWebhookChannel): Promise<{ view: NoticeChannelView; secret: string | null }> {
    const parsed = parseWebhook(body, newWebhookSecret);
    const view = await this.#add({ ...this.#newChannel(body.name), kind: 'webhook', ...parsed });
    return { view, secret: body.secret === undefined ? parsed.secret : null };
  }

  /** @throws NOTICE_CHANNEL_NAME_TAKEN, what `parseEmail` throws */
  async addEmail(body: AddEmailChannel): Promise<NoticeChannelView> {
    return this.#add({ ...this.#newChannel(body.name), kind: 'email', ...parseEmail(body) });
  }

  async listChannels(): Promise<NoticeChannelView[]> {
    const { channels, summaries } = this.#options.store;
    const byChannel = await summaries();
    return (await channels.list()).map((channel) => viewChannel(channel, byChannel.get(channel.id)));
  }

  /** What is left out stays as it is. @throws NOTICE_CHANNEL_NOT_FOUND, what `changeChannel` throws */
  async configureChannel(name: string, body: ConfigureNoticeChannel): Promise<NoticeChannelView> {
    const { channels, summaries } = this.#options.store;
    const changed = await channels.change(name, (channel) => changeChannel(channel, body));
    if (changed === undefined) throw channelNotFound(name);
    return viewChannel(changed, (await summaries()).get(changed.id));
  }

  /** @throws NOTICE_CHANNEL_NOT_FOUND */
  async removeChannel(name: string): Promise<void> {
    await this.#options.store.channels.remove((await this.#get(name)).id);
  }

  /**
   * Sends a test; when it arrives, everything that the channel did not get is sent again.
   * @returns how much that is. @throws NOTICE_CHANNEL_NOT_FOUND, what `send` throws
   */
  async testChannel(name: string): Promise<number> {
    const { store, send, now } = this.#options;
    const channel = await this.#get(name);
    await send(channel, testOf(channel, now()), now(), NEVER);
    return store.revive(channel.id, now());
  }

  async list(options: { readonly limit: number; readonly before?: number }): Promise<NoticeView[]> {
    const { store } = this.#options;
    const names = new Map((await store.channels.list()).map(({ id, name }) => [id, name]));
    return (await store.list(options)).map(({ notice, deliveries }) => viewNotice(notice, deliveries, names));
  }

  #newChannel(name: string) {
    return { id: randomUUIDv7(), name, createdAt: this.#options.now() };
  }

  async #add(channel: NoticeChannel): Promise<NoticeChannelView> {
    await this.#options.store.channels.add(channel);
    return viewChannel(channel, undefined);
  }

  async #get(name: string): Promise<NoticeChannel> {
    const channel = await this.#options.store.channels.findByName(name);
    if (channel === undefined) throw channelNotFound(name);
    return channel;
  }
}

function channelNotFound(name: string): Error {
  return provisioningErrors.error('NOTICE_CHANNEL_NOT_FOUND', { seen: JSON.stringify(name) });
}

function testOf({ id, name }: NoticeChannel, now: number): Notice {
  return {
    series: `test/${id}/${now}`,
    step: 0,
    kind: 'test',
    subject: name,
    severity: 'notice',
    text: `This is a test of notice channel ${JSON.stringify(name)}. There is nothing to do.`,
    details: null,
  };
}

/** Without secrets: no password leaves again, nor the secret of a webhook, nor its path, which is one at many receivers. */
function viewChannel(channel: NoticeChannel, summary: ChannelSummary | undefined): NoticeChannelView {
  const { name, kind, anchorPem: anchor, createdAt } = channel;
  const { waiting = 0, sent = 0, failed = 0, lastError = null } = summary ?? {};
  const settings = { target: targetOf(channel), email: emailOf(channel), anchor };
  return { name, kind, ...settings, createdAt, waiting, sent, failed, lastError };
}

function emailOf(channel: NoticeChannel): NoticeChannelView['email'] {
  if (channel.kind === 'webhook') return null;
  const { host, port, security, from, to, user } = channel;
  return { host, port, security, from, to: [...to], user };
}

function targetOf(channel: NoticeChannel): string {
  if (channel.kind === 'webhook') return `${new URL(channel.url).origin}/…`;
  const { host, port, security, from, to } = channel;
  return `${host}:${port} (${security}), from ${from} to ${to.join(' ')}`;
}

function viewNotice(
  notice: KeptNotice,
  deliveries: readonly Delivery[],
  names: ReadonlyMap<string, string>,
): NoticeView {
  const { series: _series, step: _step, ...shown } = notice;
  return {
    id: noticeIdOf(notice),
    ...shown,
    deliveries: deliveries.map(({ channelId, state, attempts, nextTryAt, sentAt, error }) => ({
      channel: names.get(channelId) ?? channelId,
      state,
      attempts,
      nextTryAt: state === 'waiting' ? nextTryAt : null,
      sentAt,
      error,
    })),
  };
}
