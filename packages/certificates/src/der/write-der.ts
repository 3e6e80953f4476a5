/** DER (X.690) of the few types that X.509 needs. */
export function tlv(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

export const sequence = (...members: readonly Uint8Array[]): Buffer => tlv(0x30, ...members);
export const set = (...members: readonly Uint8Array[]): Buffer => tlv(0x31, ...members);
export const octetString = (content: Uint8Array): Buffer => tlv(0x04, content);
export const boolean = (value: boolean): Buffer => tlv(0x01, Buffer.from([value ? 0xff : 0]));
export const utf8String = (text: string): Buffer => tlv(0x0c, Buffer.from(text, 'utf8'));
export const nullValue = (): Buffer => tlv(0x05);
/** Context-specific and constructed: `[n] EXPLICIT`. */
export const explicit = (number: number, content: Uint8Array): Buffer => tlv(0xa0 | number, content);
/** Context-specific and primitive: `[n] IMPLICIT` of a string type. */
export const implicit = (number: number, content: Uint8Array): Buffer => tlv(0x80 | number, content);

/** A non-negative INTEGER from its big-endian bytes, in its shortest form (X.690 section 8.3). */
export function integer(bytes: Uint8Array | number): Buffer {
  const wide = typeof bytes === 'number' ? Buffer.from(bytes.toString(16).padStart(8, '0'), 'hex') : bytes;
  const first = wide.findIndex((byte) => byte !== 0);
  const short = first === -1 ? Buffer.from([0]) : wide.subarray(first);
  const needsSign = ((short[0] ?? 0) & 0x80) !== 0;
  return tlv(0x02, Buffer.from(needsSign ? [0] : []), short);
}

export function bitString(content: Uint8Array, unusedBits = 0): Buffer {
  return tlv(0x03, Buffer.from([unusedBits]), content);
}

/** A BIT STRING of named bits, trailing zeros removed (X.690 section 11.2.2). */
export function namedBits(numbers: readonly number[]): Buffer {
  if (numbers.length === 0) return bitString(Buffer.alloc(0));
  const highest = Math.max(...numbers);
  const bytes = Buffer.alloc((highest >> 3) + 1);
  for (const number of numbers) bytes[number >> 3] = (bytes[number >> 3] ?? 0) | (0x80 >> (number & 7));
  return bitString(bytes, 7 - (highest & 7));
}

export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** UTCTime until 2049, GeneralizedTime from 2050 on and before 1950 (RFC 5280 section 4.1.2.5). */
export function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '');
  const year = Number(digits.slice(0, 4));
  return year >= 1950 && year < 2050
    ? tlv(0x17, Buffer.from(digits.slice(2), 'latin1'))
    : tlv(0x18, Buffer.from(digits, 'latin1'));
}

function base128(arc: number): number[] {
  const groups = [arc & 0x7f];
  for (let rest = arc >>> 7; rest > 0; rest >>>= 7) groups.unshift((rest & 0x7f) | 0x80);
  return groups;
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}
