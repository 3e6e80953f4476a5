import { createPublicKey, type KeyObject } from 'node:crypto';

/** The public key of a certificate request (RFC 2986 section 4.1): the third member of its body. */
export function publicKeyOfRequest(csr: string): KeyObject {
  const body = contentOf(contentOf(Buffer.from(csr, 'base64url')));
  const [, , spki] = elementsOf(body);
  return createPublicKey({ key: spki ?? Buffer.alloc(0), format: 'der', type: 'spki' });
}

function elementsOf(bytes: Buffer): Buffer[] {
  const elements: Buffer[] = [];
  for (let rest = bytes; rest.length > 0; rest = rest.subarray(elements.at(-1)?.length)) {
    const { start, length } = lengthOf(rest);
    elements.push(rest.subarray(0, start + length));
  }
  return elements;
}

function contentOf(element: Buffer): Buffer {
  const { start, length } = lengthOf(element);
  return element.subarray(start, start + length);
}

function lengthOf(element: Buffer): { start: number; length: number } {
  const first = element[1] ?? 0;
  if (first < 0x80) return { start: 2, length: first };
  const count = first & 0x7f;
  return { start: 2 + count, length: element.readUIntBE(2, count) };
}
