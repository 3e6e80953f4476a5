import { berToDer } from '../der/ber-to-der.ts';
import { certificateErrors } from '../errors.ts';
import { type Contents, joinContents, type KeySource, nothing } from './contents.ts';
import type { Unlock } from './encryption/unlock.ts';
import { binaryKindOf } from './file-kind.ts';
import { readAs } from './malformed.ts';
import { type PemBlock, pemBlocks } from './pem-blocks.ts';
import { readPfx } from './pfx/read-pfx.ts';
import { readPkcs7 } from './read-pkcs7.ts';

/** PEM, or the bytes of a file of any format. */
export type Source = string | Uint8Array;

/**
 * The certificates and keys of one file: PFX (PKCS#12), PKCS#7, PEM or DER, told by its content.
 * @throws CERTIFICATE_FORMAT_UNKNOWN, CERTIFICATE_MALFORMED, CERTIFICATE_KEY_MALFORMED, CERTIFICATE_PKCS7_MALFORMED, what `readPfx` throws
 */
export function readFile(source: Source, unlock: Unlock): Contents {
  const isText = typeof source === 'string';
  const bytes = isText ? Buffer.from(source, 'latin1') : Buffer.from(source);
  const kind = binaryKindOf(bytes);
  switch (kind) {
    case 'pfx':
      return readPfx(bytes, unlock);
    case 'pkcs7':
      return readPkcs7(bytes);
    case 'certificate':
      return certificate(readAs('CERTIFICATE_MALFORMED', 'an X.509 certificate', () => berToDer(bytes)));
    case 'encrypted':
      return key({ kind, der: derOfKey(bytes) });
    case 'pkcs8':
    case 'pkcs1':
    case 'sec1':
      return key({ kind: 'plain', type: kind, der: derOfKey(bytes) });
    case undefined:
      return joinContents(pemBlocks(isText ? source : textOf(bytes)).map((block) => readBlock(block)));
  }
}

function readBlock({ label, body, text }: PemBlock): Contents {
  const bytes = Buffer.from(body, 'base64');
  if (CERTIFICATE_LABELS.has(label)) return certificate(bytes);
  if (PKCS7_LABELS.has(label)) return readPkcs7(bytes);
  if (!label.endsWith('PRIVATE KEY')) return nothing;
  if (label === 'ENCRYPTED PRIVATE KEY') return key({ kind: 'encrypted', der: derOfKey(bytes) });
  const type = KEY_LABELS.get(label);
  if (type === undefined) return key({ kind: 'foreign', label });
  if (body.includes('4,ENCRYPTED')) return key({ kind: 'traditional', pem: `${text}\n` });
  return key({ kind: 'plain', type, der: derOfKey(bytes) });
}

const CERTIFICATE_LABELS = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE']);
const PKCS7_LABELS = new Set(['PKCS7', 'PKCS #7 SIGNED DATA', 'CMS']);
const KEY_LABELS = new Map<string, 'pkcs8' | 'pkcs1' | 'sec1'>([
  ['PRIVATE KEY', 'pkcs8'],
  ['RSA PRIVATE KEY', 'pkcs1'],
  ['EC PRIVATE KEY', 'sec1'],
]);

function certificate(der: Buffer): Contents {
  return { ...nothing, certificates: [der] };
}

function key(source: KeySource): Contents {
  return { ...nothing, keys: [source] };
}

function derOfKey(bytes: Buffer): Buffer {
  return readAs('CERTIFICATE_KEY_MALFORMED', 'a private key: PKCS#8, or traditional RSA or EC', () =>
    berToDer(bytes),
  );
}

/** Windows writes text as UTF-16 with a byte order mark where it is told "Unicode". */
function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  if (!bytes.subarray(0, LOOKED_AT).some(isNoText)) return bytes.toString('latin1');
  throw certificateErrors.error('CERTIFICATE_FORMAT_UNKNOWN', {
    seen: `a file that begins with the bytes ${bytes.subarray(0, 8).toString('hex')}`,
    expected: 'PEM, PFX (PKCS#12), PKCS#7 or DER',
  });
}

const LOOKED_AT = 512;

function isNoText(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d;
}
