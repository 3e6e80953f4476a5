import { type Header, peekHeader } from '../der/ber-to-der.ts';

export type BinaryKind = 'pfx' | 'pkcs7' | 'certificate' | 'pkcs8' | 'encrypted' | 'pkcs1' | 'sec1';

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;

/**
 * What a binary file is, told by how it begins, so that one that is cut off is still called by its name; undefined when
 * it begins like none of them. A file's name says nothing.
 */
export function binaryKindOf(bytes: Buffer): BinaryKind | undefined {
  try {
    const outer = peekHeader(bytes, 0);
    if (outer.tag !== SEQUENCE) return undefined;
    const first = peekHeader(bytes, outer.start);
    return kindOf(bytes, first);
  } catch {
    return undefined;
  }
}

function kindOf(bytes: Buffer, first: Header): BinaryKind | undefined {
  switch (first.tag) {
    case OBJECT_IDENTIFIER:
      return 'pkcs7';
    case SEQUENCE:
      return tagAfter(bytes, first) === OCTET_STRING ? 'encrypted' : 'certificate';
    case INTEGER:
      return kindOfVersion(bytes[first.start], tagAfter(bytes, first));
    default:
      return undefined;
  }
}

/** PFX has version 3; PrivateKeyInfo 0 or 1, RSAPrivateKey 0, ECPrivateKey 1. */
function kindOfVersion(version: number | undefined, next: number | undefined): BinaryKind | undefined {
  if (version === 3 && (next === SEQUENCE || next === undefined)) return 'pfx';
  if (version !== 0 && version !== 1) return undefined;
  if (next === INTEGER) return 'pkcs1';
  if (next === OCTET_STRING) return 'sec1';
  return next === SEQUENCE ? 'pkcs8' : undefined;
}

/** Undefined when the file ends before it, or the element is of indefinite length. */
function tagAfter(bytes: Buffer, { start, length }: Header): number | undefined {
  return length === undefined ? undefined : bytes[start + length];
}
