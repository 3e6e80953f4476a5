import type { SendNotice } from './delivery-round.ts';
import { sendEmail } from './send-email.ts';
import { sendWebhook } from './send-webhook.ts';

/** A receiver that has not answered by then is taken for away; the next try comes soon enough. */
const LIMIT_MS = 10_000;

/** Sends over whichever channel it is. */
export function createSendNotice(now: () => number, limitMs = LIMIT_MS): SendNotice {
  return (channel, notice, raisedAt, signal) => {
    const options = { now, limitMs, signal };
    if (channel.kind === 'webhook') return sendWebhook(channel, notice, raisedAt, options);
    return sendEmail(channel, notice, raisedAt, options);
  };
}
