import { tlv } from './write-der.ts';

/** A certificate inside a PKCS#7 chain is some twelve levels deep. */
const MAX_DEPTH = 32;
/** A chain of ten certificates has about a thousand elements. */
const MAX_ELEMENTS = 50_000;

const CONSTRUCTED = 0x20;
const OCTET_STRING = 0x04;
const END_OF_CONTENTS = 0x00;

/**
 * The element at the start of `bytes` as DER: lengths definite and OCTET STRINGs in one piece (X.690 sections 8.1.3.6
 * and 8.7). PFX and PKCS#7 files come in BER. What is DER already keeps its bytes, so that signatures still hold; what
 * stands behind the element is left out.
 * @throws RangeError when it is cut off, deeper than 32 levels or of more than 50,000 elements
 */
export function berToDer(bytes: Buffer): Buffer {
  return convert(bytes, 0, { depth: 0, budget: { elements: MAX_ELEMENTS } }).der;
}

interface Place {
  readonly depth: number;
  readonly budget: { elements: number };
}

interface Converted {
  readonly tag: number;
  readonly der: Buffer;
  /** Where the next element begins. */
  readonly end: number;
  readonly isAsItWas: boolean;
}

function convert(bytes: Buffer, at: number, { depth, budget }: Place): Converted {
  if (depth > MAX_DEPTH) throw new RangeError(`BER is nested deeper than ${MAX_DEPTH} levels`);
  if (budget.elements-- === 0) throw new RangeError(`BER has more than ${MAX_ELEMENTS} elements`);
  const header = readHeader(bytes, at);
  const { tag, start } = header;
  if ((tag & CONSTRUCTED) === 0) {
    const end = start + definite(header);
    return { tag, der: bytes.subarray(at, end), end, isAsItWas: true };
  }
  const { members, end } = convertMembers(bytes, header, { depth: depth + 1, budget });
  const whole = bytes.subarray(at, end);
  if (tag === (OCTET_STRING | CONSTRUCTED)) return { tag, der: joinOctets(members), end, isAsItWas: false };
  const isAsItWas = header.length !== undefined && members.every((member) => member.isAsItWas);
  return { tag, der: isAsItWas ? whole : tlv(tag, ...members.map(({ der }) => der)), end, isAsItWas };
}

function convertMembers(bytes: Buffer, header: Header, place: Place): { members: Converted[]; end: number } {
  const members: Converted[] = [];
  const limit = header.length === undefined ? bytes.length : header.start + header.length;
  const within = bytes.subarray(0, limit);
  let at = header.start;
  while (header.length === undefined || at < limit) {
    const member = convert(within, at, place);
    at = member.end;
    if (header.length === undefined && member.tag === END_OF_CONTENTS) break;
    members.push(member);
  }
  return { members, end: at };
}

function joinOctets(members: readonly Converted[]): Buffer {
  return tlv(OCTET_STRING, ...members.map(({ der }) => octetsOf(der)));
}

function octetsOf(der: Buffer): Buffer {
  const { tag, start } = readHeader(der, 0);
  if (tag !== OCTET_STRING) throw new RangeError('BER string is made of something else');
  return der.subarray(start);
}

export interface Header {
  readonly tag: number;
  /** Where the content begins. */
  readonly start: number;
  /** Undefined where it is indefinite. */
  readonly length: number | undefined;
}

/** Tag and length at that place, whether or not the content is there in full. @throws RangeError */
export function peekHeader(bytes: Buffer, at: number): Header {
  const [tag, first] = bytes.subarray(at, at + 2);
  if (tag === undefined || first === undefined) throw new RangeError('BER element is cut off');
  if ((tag & 0x1f) === 0x1f) throw new RangeError('BER tag is of a kind that no certificate has');
  if (first === 0x80) return { tag, start: at + 2, length: undefined };
  if (first < 0x80) return { tag, start: at + 2, length: first };
  const count = first & 0x7f;
  // Four bytes of length already mean 4 GB; nothing larger passes the size limit of the input.
  if (count > 4 || bytes.length < at + 2 + count) throw new RangeError('BER length is not usable');
  return { tag, start: at + 2 + count, length: bytes.readUIntBE(at + 2, count) };
}

function readHeader(bytes: Buffer, at: number): Header {
  const header = peekHeader(bytes, at);
  if (header.start + (header.length ?? 0) > bytes.length) throw new RangeError('BER element is cut off');
  return header;
}

function definite({ length }: Header): number {
  if (length === undefined) throw new RangeError('BER length is indefinite where nothing is inside');
  return length;
}
