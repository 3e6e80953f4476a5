import { type BatchAnswer, upstreamPaths } from '@causeway/contract/upstream-messages';
import { Forwarder, parseUpstreamMessage, type Spool, upstreamAnswers } from '@causeway/endpoint';
import type { Wait } from '../bell.ts';
import type { Say } from '../events/endpoint-event.ts';
import { ForwardingWatch } from './forwarding-watch.ts';
import type { PlatformLink } from './platform-link.ts';

/** Four megabytes, compressed, over a bad line; the platform stores them in one transaction. */
const BATCH_LIMIT_MS = 120_000;

export interface ForwardingParts {
  readonly spool: Spool;
  readonly link: Pick<PlatformLink, 'ask'>;
  readonly say: Say;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly now: () => number;
  readonly random: () => number;
  readonly wait: Wait;
}

/** The spool on its way to the platform, and how that goes. */
export function createForwarding(parts: ForwardingParts): { forwarder: Forwarder; watch: ForwardingWatch } {
  const { spool, link, say, now, random, wait } = parts;
  const watch = new ForwardingWatch(say, now);
  const forwarder = new Forwarder({
    ...{ spool, random, wait },
    send: async (content, signal) => {
      const answer = await sendBatch(link, content, signal);
      watch.forwarded();
      return answer;
    },
    onFailure: (error) => watch.failed(error),
  });
  return { forwarder, watch };
}

async function sendBatch(
  link: Pick<PlatformLink, 'ask'>,
  body: Uint8Array,
  signal: AbortSignal,
): Promise<BatchAnswer> {
  const answer = await link.ask({
    ...{ path: upstreamPaths.batch, body, timeoutMs: BATCH_LIMIT_MS, signal },
    headers: { 'content-encoding': 'gzip' },
  });
  return parseUpstreamMessage(answer, upstreamAnswers.batch);
}
