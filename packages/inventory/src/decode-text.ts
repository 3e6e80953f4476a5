import { isUtf8 } from 'node:buffer';
import { inventoryErrors } from '@causeway/contract/inventory';

/** By the labels of the Encoding Standard; UTF-16 is nothing that an agent writes. */
const ENCODINGS = new Set([
  'utf-8',
  'iso-8859-1',
  'iso-8859-15',
  'windows-1252',
  'us-ascii',
  'ascii',
  'latin1',
]);
const DECLARED = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/;
const BYTE_ORDER_MARK = '\ufeff';
/** A declaration is at the very start. */
const DECLARATION_BYTES = 300;

/** The text of an XML document, by the encoding that it declares. @throws INVENTORY_ENCODING_WRONG */
export function decodeXml(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, DECLARATION_BYTES));
  const declared = DECLARED.exec(
    start.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, ''),
  )?.[1]?.toLowerCase();
  return decode(bytes, declared ?? 'utf-8');
}

/** @throws INVENTORY_ENCODING_WRONG */
export function decodeUtf8(bytes: Uint8Array): string {
  return decode(bytes, 'utf-8');
}

function decode(bytes: Uint8Array, encoding: string): string {
  if (!ENCODINGS.has(encoding))
    throw inventoryErrors.error('INVENTORY_ENCODING_WRONG', {
      seen: encoding,
      expected: [...ENCODINGS].join(', '),
    });
  // Takes a third of the time of a decoder, which looks at each character; a byte order mark is no part of the text.
  if (encoding === 'utf-8' && isUtf8(bytes)) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
    return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw inventoryErrors.error('INVENTORY_ENCODING_WRONG', {
      seen: `bytes that are no ${encoding}`,
      expected: encoding,
      cause,
    });
  }
}
