import { pbkdf2Sync } from 'node:crypto';
import {
  type DerElement,
  expectTag,
  readCount,
  readElements,
  readObjectIdentifier,
} from '../../der/read-der.ts';
import { defaultDigest, hmacs, workOfPbkdf2 } from './hashes.ts';
import type { Unlock } from './unlock.ts';
import { unsupported } from './unsupported.ts';

/**
 * PBKDF2-params (RFC 8018 appendix A.2), run. A length in the parameters must be the one that is needed.
 * @throws RangeError, CERTIFICATE_ENCRYPTION_UNSUPPORTED, CERTIFICATE_ENCRYPTION_TOO_COSTLY
 */
export function derivePbkdf2(
  parameters: Buffer,
  password: Buffer,
  { keyBytes, unlock }: DeriveOptions,
): Buffer {
  const [salt, count, ...rest] = readElements(parameters);
  const iterations = positive(readCount(count));
  const length = rest.find(({ tag }) => tag === 0x02);
  if (length !== undefined && readCount(length) !== keyBytes)
    throw new RangeError('key length does not fit the cipher');
  const hash = hmacOf(rest.find(({ tag }) => tag === 0x30));
  unlock.spend(workOfPbkdf2(hash, iterations, keyBytes));
  return pbkdf2Sync(password, expectTag(salt, 0x04).content, iterations, keyBytes, hash.name);
}

export interface DeriveOptions {
  readonly keyBytes: number;
  readonly unlock: Unlock;
}

/** HMAC with SHA-1 unless said otherwise. @throws CERTIFICATE_ENCRYPTION_UNSUPPORTED */
export function hmacOf(algorithm: DerElement | undefined) {
  if (algorithm === undefined) return defaultDigest;
  const [oid] = readElements(algorithm.content);
  const name = readObjectIdentifier(expectTag(oid, 0x06).content);
  return hmacs.get(name) ?? unsupported(`HMAC ${name}`);
}

export function positive(count: number): number {
  if (count < 1) throw new RangeError('a count of iterations is not positive');
  return count;
}
