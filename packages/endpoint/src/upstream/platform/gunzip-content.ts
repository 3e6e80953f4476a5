import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { endpointErrors } from '../../errors.ts';
import { tooLarge } from '../../requests/read-content.ts';

const unpack = promisify(gunzip);

/**
 * The content without its compression, of which no more than the limit is ever made.
 * @throws MESSAGE_TOO_LARGE, MESSAGE_INVALID
 */
export async function gunzipContent(
  content: Buffer,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  if (encoding !== 'gzip') throw notGzip(`Content-Encoding ${encoding ?? 'left out'}`);
  try {
    return await unpack(content, { maxOutputLength: maxBytes });
  } catch (cause) {
    const isBeyond = cause instanceof RangeError && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw isBeyond ? tooLarge(maxBytes + 1, maxBytes) : notGzip('content that is no gzip', cause);
  }
}

function notGzip(seen: string, cause?: unknown): Error {
  return endpointErrors.error('MESSAGE_INVALID', { seen, expected: 'content compressed by gzip', cause });
}
