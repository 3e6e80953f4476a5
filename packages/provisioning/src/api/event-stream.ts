import { once } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findVisit } from '../platform-site/visit.ts';
import type { CredentialRecord } from '../provisioning-store.ts';

/** A reader that hears nothing for half a minute gives up, and so do proxies: a comment says that all is well. */
const COMMENT_EVERY_MS = 10_000;
/** A stream is let in once: who was signed out or lost the role meanwhile looks on for so long at most. */
const LONGEST_MS = 5 * 60_000;

/** How long a stream may last for who opens it now; who may still look comes back. */
export function longestStreamMs({ expiresAt }: Pick<CredentialRecord, 'expiresAt'>, now: number): number {
  return Math.min(LONGEST_MS, expiresAt - now);
}

/**
 * Sends each item as a server-sent event (WHATWG HTML section 9.2) until the source, the reader, its time or the listener
 * that it came by ends: nothing waits for somebody who looks on.
 */
export async function streamEvents<Item>(
  request: FastifyRequest,
  reply: FastifyReply,
  open: (signal: AbortSignal) => Promise<AsyncIterable<Item>>,
  lastsMs: number,
): Promise<void> {
  const gone = new AbortController();
  request.raw.on('close', () => gone.abort());
  const leaving = findVisit(request.raw)?.leaving;
  leaving?.addEventListener('abort', () => gone.abort(), { signal: gone.signal });
  if (leaving?.aborted) gone.abort();
  const items = await open(gone.signal);
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const beat = setInterval(() => reply.raw.write(':\n\n'), COMMENT_EVERY_MS);
  const end = setTimeout(() => gone.abort(), lastsMs);
  try {
    for await (const item of items) {
      if (!reply.raw.write(`data: ${JSON.stringify(item)}\n\n`))
        await once(reply.raw, 'drain', { signal: gone.signal });
    }
  } catch (error) {
    if (!gone.signal.aborted) request.log.error({ err: error }, 'an event stream failed');
  } finally {
    clearInterval(beat);
    clearTimeout(end);
  }
  reply.raw.end();
}
