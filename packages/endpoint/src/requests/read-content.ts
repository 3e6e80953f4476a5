import type { IncomingMessage } from 'node:http';
import { verifyContentDigest } from '@causeway/message-signatures';
import { endpointErrors } from '../errors.ts';

/** The content of a request, whole. @throws MESSAGE_TOO_LARGE, CONTENT_DIGEST_WRONG */
export async function readContent(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maxBytes) throw tooLarge(declared, maxBytes);
  const content = await gather(request, maxBytes);
  verifyContentDigest(digestField(request), content);
  return content;
}

/** By events, because this is the hot path: an async iterator costs as much as the rest of the reading. */
function gather(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    // What is over is let run by: a request that is destroyed takes the answer with it.
    else reject(tooLarge(size, maxBytes));
  });
  request.on('end', () =>
    resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
  );
  request.on('error', reject);
  request.on('close', () => {
    // Every request closes; an error is only made for one that was cut off.
    if (!request.complete) reject(new Error('the client hung up'));
  });
  return promise;
}

export function digestField({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  const field = headers['content-digest'];
  return typeof field === 'string' ? field : undefined;
}

export function tooLarge(size: number, maxBytes: number): Error {
  return endpointErrors.error('MESSAGE_TOO_LARGE', {
    seen: `${size} bytes`,
    expected: `at most ${maxBytes} bytes`,
  });
}
