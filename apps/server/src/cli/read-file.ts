import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { readTlsAnchor } from '@causeway/contract';
import { serverErrors } from '../errors.ts';

/** What a request has room for; whether a certificate may be that large is not judged here. */
const MAX_FILE_BYTES = 12_000_000;

/** The bytes of a file that the admin named. @throws FILE_UNREADABLE, FILE_TOO_LARGE */
export async function readFileOf(file: string): Promise<Buffer> {
  const bytes = await readUpTo(MAX_FILE_BYTES, file);
  if (bytes.length <= MAX_FILE_BYTES) return bytes;
  throw serverErrors.error('FILE_TOO_LARGE', {
    seen: `more than ${MAX_FILE_BYTES} bytes in ${file}`,
    expected: `at most ${MAX_FILE_BYTES} bytes`,
  });
}

export async function readTextOf(file: string): Promise<string> {
  return (await readFileOf(file)).toString('latin1');
}

/** A file of any format, as it travels in JSON. */
export async function readBase64Of(file: string): Promise<string> {
  return (await readFileOf(file)).toString('base64');
}

/** PEM with the certificate to trust provisioning by. @throws ANCHOR_UNREADABLE, what `readFileOf` throws */
export async function readAnchorOf(file: string): Promise<string> {
  const pem = await readTextOf(file);
  try {
    readTlsAnchor(pem);
    return pem;
  } catch (cause) {
    throw serverErrors.error('ANCHOR_UNREADABLE', {
      seen: `${file}: ${cause instanceof Error ? cause.message : String(cause)}`,
      expected: 'a PEM file with a block "BEGIN CERTIFICATE"',
      cause,
    });
  }
}

/** One byte more than the limit tells that there are more; a device without an end is no trap. */
async function readUpTo(limit: number, file: string): Promise<Buffer> {
  try {
    return await buffer(createReadStream(file, { end: limit }));
  } catch (cause) {
    throw serverErrors.error('FILE_UNREADABLE', {
      seen: cause instanceof Error ? cause.message : String(cause),
      expected: `a readable file at ${JSON.stringify(file)}`,
      cause,
    });
  }
}
