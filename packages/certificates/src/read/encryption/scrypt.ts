import { scryptSync } from 'node:crypto';
import { expectTag, readCount, readElements } from '../../der/read-der.ts';
import type { DeriveOptions } from './pbkdf2.ts';
import { unsupported } from './unsupported.ts';

/** OpenSSL's own N = 16384 and r = 8: 16 MiB. More would be memory that a hostile file orders. */
const MAX_COST = 131_072;

/** scrypt-params (RFC 7914 section 7.1), run. @throws RangeError, CERTIFICATE_ENCRYPTION_UNSUPPORTED, CERTIFICATE_ENCRYPTION_TOO_COSTLY */
export function deriveScrypt(
  parameters: Buffer,
  password: Buffer,
  { keyBytes, unlock }: DeriveOptions,
): Buffer {
  const [salt, ...numbers] = readElements(parameters);
  const [N = 0, r = 0, p = 0] = numbers.map(readCount);
  if (N * r > MAX_COST) unsupported(`scrypt with N = ${N} and r = ${r}`);
  if (N < 2 || (N & (N - 1)) !== 0 || r < 1 || p < 1)
    throw new RangeError('scrypt parameters are not usable');
  unlock.spend({ iterations: N * r * p, weight: 1 });
  const maxmem = 256 * MAX_COST;
  return scryptSync(password, expectTag(salt, 0x04).content, keyBytes, { N, r, p, maxmem });
}
