/** One element of DER (X.690): its tag, its content, and itself with tag and length. */
export interface DerElement {
  readonly tag: number;
  readonly content: Buffer;
  readonly bytes: Buffer;
  readonly size: number;
}

/** More members than any SEQUENCE of a certificate, key or PFX has; what has more costs memory and nothing else. */
const MAX_MEMBERS = 10_000;
/** The longest in use name UUIDs and take 20 bytes. */
const MAX_IDENTIFIER_BYTES = 64;

/** Reads the element at the start of `bytes`. @throws RangeError when it is cut off or not of definite length. */
export function readElement(bytes: Buffer): DerElement {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) throw new RangeError('DER element is cut off');
  if (first < 0x80) return element(bytes, tag, 2, first);
  const count = first & 0x7f;
  // Four bytes of length already mean 4 GB; nothing larger passes the size limit of the input.
  if (count === 0 || count > 4 || bytes.length < 2 + count) throw new RangeError('DER length is not usable');
  return element(bytes, tag, 2 + count, bytes.readUIntBE(2, count));
}

/** The elements that follow one another in `content`. @throws RangeError */
export function readElements(content: Buffer): DerElement[] {
  const elements: DerElement[] = [];
  for (let rest = content; rest.length > 0; ) {
    if (elements.length === MAX_MEMBERS) throw new RangeError(`more than ${MAX_MEMBERS} DER elements in one`);
    const next = readElement(rest);
    elements.push(next);
    rest = rest.subarray(next.size);
  }
  return elements;
}

/** The members of the SEQUENCE at the start of `bytes`. @throws RangeError */
export function readSequence(bytes: Buffer): DerElement[] {
  return readElements(expectTag(readElement(bytes), 0x30).content);
}

/** @throws RangeError when the element is absent or another one. */
export function expectTag(element: DerElement | undefined, tag: number): DerElement {
  if (element?.tag === tag) return element;
  throw new RangeError(
    `DER tag ${hex(tag)} expected, ${element === undefined ? 'nothing' : hex(element.tag)} found`,
  );
}

/** A non-negative INTEGER; Infinity when it is too large to count with. @throws RangeError */
export function readCount(element: DerElement | undefined): number {
  const { content } = expectTag(element, 0x02);
  if (content.length === 0 || (content[0] ?? 0) >= 0x80)
    throw new RangeError('DER number is negative or empty');
  const digits = content[0] === 0 ? content.subarray(1) : content;
  if (digits.length > 6) return Number.POSITIVE_INFINITY;
  return digits.length === 0 ? 0 : digits.readUIntBE(0, digits.length);
}

/** Dotted form of an OBJECT IDENTIFIER's content. @throws RangeError */
export function readObjectIdentifier(content: Buffer): string {
  if (content.length > MAX_IDENTIFIER_BYTES) throw new RangeError('object identifier is too long');
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...rest].join('.');
}

/** Numbers of the bits that are set in a BIT STRING's content, unused bits counted out. */
export function readNamedBits(content: Buffer): Set<number> {
  const set = new Set<number>();
  content.subarray(1).forEach((byte, index) => {
    for (let bit = 0; bit < 8; bit++) if ((byte & (0x80 >> bit)) !== 0) set.add(index * 8 + bit);
  });
  return set;
}

function element(bytes: Buffer, tag: number, start: number, length: number): DerElement {
  if (start + length > bytes.length) throw new RangeError('DER element is cut off');
  const size = start + length;
  return { tag, content: bytes.subarray(start, size), bytes: bytes.subarray(0, size), size };
}

function hex(tag: number): string {
  return `0x${tag.toString(16).padStart(2, '0')}`;
}
