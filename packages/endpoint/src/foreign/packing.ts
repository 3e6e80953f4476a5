import { promisify } from 'node:util';
import {
  brotliCompressSync,
  brotliDecompress,
  brotliDecompressSync,
  deflateRawSync,
  deflateSync,
  gunzip,
  gunzipSync,
  gzipSync,
  inflate,
  inflateRaw,
  inflateRawSync,
  inflateSync,
} from 'node:zlib';
import { endpointErrors } from '../errors.ts';
import { tooLarge } from '../requests/read-content.ts';

/** How a message is compressed: zlib (RFC 1950), gzip (RFC 1952), raw deflate (RFC 1951), brotli (RFC 7932). */
export type Packing = 'zlib' | 'gzip' | 'deflate' | 'br' | 'none';

/**
 * Packed or not: twenty times what a computer with 1,000 packages says, and as much as is read within half a second. Only
 * inventories of networks are known to be larger, and those are nothing that is taken in.
 */
export const MAX_FOREIGN_BYTES = 8 * 1024 * 1024;
/** XML of lists comes down to a tenth, at most to a hundredth; deflate can do a thousandth of what says nothing. */
const MOST_UNPACKED_A_BYTE = 200;
/** What costs nothing to unpack, however little it came from. */
const FREE_UNPACKED_BYTES = 1024 * 1024;
/** Room for all that an inventory says: one turn of the thread pool, and nothing to put together. */
const USUAL_UNPACKED_A_BYTE = 10;
const LEAST_CHUNK_BYTES = 4 * 1024;
/**
 * An inventory of 1,000 packages, whose usual size is unpacked within a millisecond; another thread takes half as long
 * again. What turns out to be larger is left to it.
 */
const LITTLE_BYTES = 64 * 1024;

const UNPACKERS = {
  zlib: promisify(inflate),
  gzip: promisify(gunzip),
  deflate: promisify(inflateRaw),
  br: promisify(brotliDecompress),
} as const;

const LITTLE_UNPACKERS = {
  zlib: inflateSync,
  gzip: gunzipSync,
  deflate: inflateRawSync,
  br: brotliDecompressSync,
} as const;

/** Agents know zlib by the two bytes that its default level begins with. */
const PACKERS: Readonly<Record<Packing, (text: string) => Buffer>> = {
  zlib: (text) => deflateSync(text),
  gzip: (text) => gzipSync(text),
  deflate: (text) => deflateRawSync(text),
  br: (text) => brotliCompressSync(text),
  none: (text) => Buffer.from(text),
};

/** What has no bytes to be known by. */
const NAMED: Readonly<Record<string, Packing>> = {
  'application/x-br': 'br',
  'application/x-compress-br': 'br',
  'application/x-deflate': 'deflate',
  'application/x-compress-deflate': 'deflate',
};

/** By its first bytes, because agents of all ages name one thing and send another. @throws FOREIGN_CONTENT_UNREADABLE */
export function packingOf(mediaType: string, content: Buffer): Packing {
  const named = NAMED[mediaType];
  if (named !== undefined) return named;
  const [first = 0, second = 0] = content;
  if (first === 0x1f && second === 0x8b) return 'gzip';
  // RFC 1950 section 2.2: method 8, and a multiple of 31.
  if ((first & 0x0f) === 8 && first >> 4 <= 7 && (first * 256 + second) % 31 === 0) return 'zlib';
  if (isText(content)) return 'none';
  throw endpointErrors.error('FOREIGN_CONTENT_UNREADABLE', {
    seen: `${mediaType || 'no content type'}, beginning with ${content.toString('hex', 0, 8) || 'nothing'}`,
    expected: 'XML or JSON, plain or compressed',
  });
}

/** A byte order mark, or the first character of XML or JSON behind any white space. */
function isText(content: Buffer): boolean {
  return /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|[\t\n\r ]*[<{])/.test(content.toString('latin1', 0, 100));
}

/** Never takes more memory than its limit. @throws MESSAGE_TOO_LARGE, FOREIGN_CONTENT_UNREADABLE */
export async function unpack(content: Buffer, packing: Packing): Promise<Buffer> {
  if (packing === 'none') return content;
  const most = Math.max(FREE_UNPACKED_BYTES, MOST_UNPACKED_A_BYTE * content.length);
  const maxOutputLength = Math.min(MAX_FOREIGN_BYTES, most);
  const usual = Math.max(LEAST_CHUNK_BYTES, USUAL_UNPACKED_A_BYTE * content.length);
  const chunkSize = Math.min(usual, maxOutputLength);
  try {
    const little = content.length <= LITTLE_BYTES ? unpackLittle(content, packing, chunkSize) : undefined;
    return little ?? (await UNPACKERS[packing](content, { maxOutputLength, chunkSize }));
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge(maxOutputLength + 1, maxOutputLength);
    const seen = `${packing}: ${cause instanceof Error ? cause.message : cause}`;
    throw endpointErrors.error('FOREIGN_CONTENT_UNREADABLE', { seen, cause });
  }
}

/** Undefined for what is larger than that. */
function unpackLittle(
  content: Buffer,
  packing: keyof typeof LITTLE_UNPACKERS,
  most: number,
): Buffer | undefined {
  try {
    return LITTLE_UNPACKERS[packing](content, { maxOutputLength: most, chunkSize: most });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Answers of late: a tenant has a handful, and to set up a compressor takes longer than to use it on one of them. */
const packed = new Map<string, Buffer>();
const MOST_PACKED = 100;

/** Nobody writes into what is returned. */
export function pack(text: string, packing: Packing): Buffer {
  const key = `${packing} ${text}`;
  const known = packed.get(key);
  if (known !== undefined) return known;
  const made = PACKERS[packing](text);
  if (packed.size >= MOST_PACKED) packed.clear();
  packed.set(key, made);
  return made;
}
