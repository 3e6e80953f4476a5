import type { Work } from './unlock.ts';

/** A hash by its object identifier, with the sizes of RFC 7292 appendix B.2: output and block, in bytes. */
export interface HashKind {
  readonly name: string;
  readonly outputBytes: number;
  readonly blockBytes: number;
}

const sha1: HashKind = { name: 'sha1', outputBytes: 20, blockBytes: 64 };
const sha224: HashKind = { name: 'sha224', outputBytes: 28, blockBytes: 64 };
const sha256: HashKind = { name: 'sha256', outputBytes: 32, blockBytes: 64 };
const sha384: HashKind = { name: 'sha384', outputBytes: 48, blockBytes: 128 };
const sha512: HashKind = { name: 'sha512', outputBytes: 64, blockBytes: 128 };

/** Digests of a PFX's MAC. */
export const digests: ReadonlyMap<string, HashKind> = new Map([
  ['1.3.14.3.2.26', sha1],
  ['2.16.840.1.101.3.4.2.4', sha224],
  ['2.16.840.1.101.3.4.2.1', sha256],
  ['2.16.840.1.101.3.4.2.2', sha384],
  ['2.16.840.1.101.3.4.2.3', sha512],
]);

/** HMACs of PBKDF2 and PBMAC1 (RFC 8018 appendix B.1.2). */
export const hmacs: ReadonlyMap<string, HashKind> = new Map([
  ['1.2.840.113549.2.7', sha1],
  ['1.2.840.113549.2.8', sha224],
  ['1.2.840.113549.2.9', sha256],
  ['1.2.840.113549.2.10', sha384],
  ['1.2.840.113549.2.11', sha512],
]);

export const defaultDigest = sha1;

/** Each block of output runs all iterations; the long hashes take twice as long as SHA-256 (measured). */
export function workOfPbkdf2({ outputBytes }: HashKind, iterations: number, keyBytes: number): Work {
  return { iterations, weight: Math.ceil(keyBytes / outputBytes) * (outputBytes > 32 ? 2 : 1) };
}
