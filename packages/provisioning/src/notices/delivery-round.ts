import { type Notice, noticeIdOf } from './notice.ts';
import type { Delivery, NoticeChannel, NoticeStore } from './notice-store.ts';
import type { NoticeLog } from './notice-watch.ts';
import { beginTry, fail, succeed } from './retry.ts';

export type SendNotice = (
  channel: NoticeChannel,
  notice: Notice,
  raisedAt: number,
  signal: AbortSignal,
) => Promise<void>;

export interface DeliveryRoundOptions {
  readonly store: NoticeStore;
  readonly send: SendNotice;
  readonly now: () => number;
  readonly log: NoticeLog;
  readonly signal: AbortSignal;
}

/** A channel that was away for long catches up in several rounds. */
const MOST_A_ROUND = 100;

/** Sends what is due, each channel for itself, so that none waits for another. */
export async function deliverDue(options: DeliveryRoundOptions): Promise<void> {
  const channels = await options.store.channels.list();
  const outcomes = await Promise.allSettled(channels.map((channel) => deliverTo(channel, options)));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** In order, up to the first failure: a receiver that is away would cost the time limit once for each notice. */
async function deliverTo(channel: NoticeChannel, options: DeliveryRoundOptions): Promise<void> {
  const { store, now } = options;
  for (const delivery of await store.due(channel.id, now(), MOST_A_ROUND)) {
    const ended = await tryOnce(channel, delivery, options);
    if (ended.state !== 'sent') return;
  }
}

/** The try is written down before and after: a process that dies in between sends twice rather than never. */
async function tryOnce(
  channel: NoticeChannel,
  delivery: Delivery,
  { store, send, now, log, signal }: DeliveryRoundOptions,
): Promise<Delivery> {
  const begun = beginTry(delivery, now());
  await store.saveDelivery(begun);
  const ended = await send(channel, begun.notice, begun.notice.raisedAt, signal).then(
    () => succeed(begun, now()),
    (error: unknown) => {
      // The server stops: the notice is tried again after the next start.
      if (signal.aborted) return begun;
      log.error(
        { channel: channel.name, notice: noticeIdOf(begun.notice), err: error },
        'a notice was not sent',
      );
      return fail(begun, error, now());
    },
  );
  await store.saveDelivery(ended);
  return ended;
}
