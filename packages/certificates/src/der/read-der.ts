/** One element of DER (X.690): its tag, its content, and itself with tag and length. */
export interface DerElement {
  readonly tag: number;
  readonly content: Buffer;
  readonly size: number;
}

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
    const next = readElement(rest);
    elements.push(next);
    rest = rest.subarray(next.size);
  }
  return elements;
}

/** Dotted form of an OBJECT IDENTIFIER's content. */
export function readObjectIdentifier(content: Buffer): string {
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
  return { tag, content: bytes.subarray(start, start + length), size: start + length };
}
