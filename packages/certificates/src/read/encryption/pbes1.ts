import { hash as digest } from 'node:crypto';
import { expectTag, readCount, readElements } from '../../der/read-der.ts';
import { type Cipher, des, doubleDes, type KeyedCipher, rc2, tripleDes } from './cipher.ts';
import { defaultDigest } from './hashes.ts';
import { positive } from './pbkdf2.ts';
import { derivePkcs12, HASH_WEIGHT, purposes } from './pkcs12-kdf.ts';
import type { PasswordForm, Unlock } from './unlock.ts';

/** RFC 7292 appendix C, without RC4. */
export const pkcs12Ciphers: ReadonlyMap<string, Cipher> = new Map([
  ['1.2.840.113549.1.12.1.3', tripleDes],
  ['1.2.840.113549.1.12.1.4', doubleDes],
  ['1.2.840.113549.1.12.1.5', rc2(128)],
  ['1.2.840.113549.1.12.1.6', rc2(40)],
]);

export interface Pbes1 {
  readonly hash: string;
  readonly cipher: Cipher;
}

/** RFC 8018 appendix A.3, without MD2: what OpenSSL before 1.1.0 encrypted keys with. */
export const pbes1Schemes: ReadonlyMap<string, Pbes1> = new Map([
  ['1.2.840.113549.1.5.3', { hash: 'md5', cipher: des }],
  ['1.2.840.113549.1.5.6', { hash: 'md5', cipher: rc2(64) }],
  ['1.2.840.113549.1.5.10', { hash: 'sha1', cipher: des }],
  ['1.2.840.113549.1.5.11', { hash: 'sha1', cipher: rc2(64) }],
]);

/** @throws RangeError, CERTIFICATE_ENCRYPTION_TOO_COSTLY */
export function derivePkcs12Cipher(
  cipher: Cipher,
  parameters: Buffer,
  { form, unlock }: { readonly form: PasswordForm; readonly unlock: Unlock },
): KeyedCipher {
  const kdf = { ...readSaltAndCount(parameters), hash: defaultDigest, unlock };
  const key = derivePkcs12(form, { ...kdf, purpose: purposes.key, bytes: cipher.keyBytes });
  const iv = derivePkcs12(form, { ...kdf, purpose: purposes.iv, bytes: cipher.ivBytes });
  return { cipher, key, iv };
}

/** RFC 8018 section 6.1: PBKDF1 gives sixteen bytes, key and IV. @throws RangeError, CERTIFICATE_ENCRYPTION_TOO_COSTLY */
export function derivePbes1(
  { hash, cipher }: Pbes1,
  parameters: Buffer,
  { form, unlock }: { readonly form: PasswordForm; readonly unlock: Unlock },
): KeyedCipher {
  const { salt, iterations } = readSaltAndCount(parameters);
  unlock.spend({ iterations, weight: HASH_WEIGHT });
  let round: Buffer = Buffer.concat([form.utf8, salt]);
  for (let i = 0; i < iterations; i++) round = digest(hash, round, 'buffer');
  return { cipher, key: round.subarray(0, 8), iv: round.subarray(8, 16) };
}

/** pkcs-12PbeParams and PBEParameter have the same two members. */
function readSaltAndCount(parameters: Buffer): { salt: Buffer; iterations: number } {
  const [salt, count] = readElements(parameters);
  return { salt: expectTag(salt, 0x04).content, iterations: positive(readCount(count)) };
}
