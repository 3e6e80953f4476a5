import type { IncomingMessage } from 'node:http';
import { verifyContentDigest } from '@causeway/message-signatures';
import { endpointErrors } from '../errors.ts';

/** The content of a request, whole. @throws MESSAGE_TOO_LARGE, CONTENT_DIGEST_WRONG */
export async function readContent(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const content = await gatherContent(request, maxBytes);
  verifyContentDigest(digestField(request), content);
  return content;
}

/**
 * The content of a request that nobody has signed.
 * @param take told of each chunk before it is kept; what it throws is thrown, and nothing more is kept
 * @throws MESSAGE_TOO_LARGE
 */
export async function gatherContent(
  request: IncomingMessage,
  maxBytes: number,
  take?: (bytes: number) => void,
): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maxBytes) throw tooLarge(declared, maxBytes);
  return gather(request, maxBytes, take);
}

/** By events, because this is the hot path: an async iterator costs as much as the rest of the reading. */
function gather(
  request: IncomingMessage,
  maxBytes: number,
  take: ((bytes: number) => void) | undefined,
): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  let chunks: Buffer[] = [];
  let size = 0;
  // What is over is let run by: a request that is destroyed takes the answer with it.
  const refuse = (error: unknown) => {
    size = Number.POSITIVE_INFINITY;
    chunks = [];
    reject(error);
  };
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) {
      if (size !== Number.POSITIVE_INFINITY) refuse(tooLarge(size, maxBytes));
      return;
    }
    try {
      take?.(chunk.length);
      chunks.push(chunk);
    } catch (error) {
      refuse(error);
    }
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
