import { once } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A reader that hears nothing for half a minute gives up, and so do proxies: a comment says that all is well. */
const COMMENT_EVERY_MS = 10_000;

/** Sends each item as a server-sent event (WHATWG HTML section 9.2) until the source or the reader ends. */
export async function streamEvents<Item>(
  request: FastifyRequest,
  reply: FastifyReply,
  open: (signal: AbortSignal) => Promise<AsyncIterable<Item>>,
  commentEveryMs = COMMENT_EVERY_MS,
): Promise<void> {
  const gone = new AbortController();
  request.raw.on('close', () => gone.abort());
  const items = await open(gone.signal);
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const beat = setInterval(() => reply.raw.write(':\n\n'), commentEveryMs);
  try {
    for await (const item of items) {
      if (!reply.raw.write(`data: ${JSON.stringify(item)}\n\n`))
        await once(reply.raw, 'drain', { signal: gone.signal });
    }
  } catch (error) {
    if (!gone.signal.aborted) request.log.error({ err: error }, 'an event stream failed');
  } finally {
    clearInterval(beat);
  }
  reply.raw.end();
}
