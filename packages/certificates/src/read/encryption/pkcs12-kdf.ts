import { hash as digest } from 'node:crypto';
import type { HashKind } from './hashes.ts';
import type { PasswordForm, Unlock } from './unlock.ts';

/** RFC 7292 appendix B.3. */
export const purposes = { key: 1, iv: 2, mac: 3 } as const;

export interface Pkcs12Kdf {
  readonly purpose: (typeof purposes)[keyof typeof purposes];
  readonly salt: Buffer;
  readonly iterations: number;
  readonly bytes: number;
  readonly hash: HashKind;
  readonly unlock: Unlock;
}

/** One call into node:crypto costs as much as three to four rounds of PBKDF2 (measured). */
export const HASH_WEIGHT = 4;

/** The key derivation of RFC 7292 appendix B.2. @throws CERTIFICATE_ENCRYPTION_TOO_COSTLY */
export function derivePkcs12({ bmp }: PasswordForm, options: Pkcs12Kdf): Buffer {
  const { purpose, salt, iterations, bytes, hash, unlock } = options;
  const blocks = Math.ceil(bytes / hash.outputBytes);
  unlock.spend({ iterations, weight: HASH_WEIGHT * blocks });
  const diversifier = Buffer.alloc(hash.blockBytes, purpose);
  const input = Buffer.concat([fill(salt, hash.blockBytes), fill(bmp, hash.blockBytes)]);
  const output: Buffer[] = [];
  for (let block = 0; block < blocks; block++) {
    let round: Buffer = Buffer.concat([diversifier, input]);
    for (let i = 0; i < iterations; i++) round = digest(hash.name, round, 'buffer');
    output.push(round);
    if (block + 1 < blocks) addToBlocks(input, fill(round, hash.blockBytes).subarray(0, hash.blockBytes));
  }
  return Buffer.concat(output).subarray(0, bytes);
}

/** Repeated to a multiple of the block size; nothing stays nothing. */
function fill(bytes: Buffer, blockBytes: number): Buffer {
  return Buffer.alloc(Math.ceil(bytes.length / blockBytes) * blockBytes, bytes);
}

/** Step 6 C: every block plus `addend` plus one, modulo 2 to its length. */
function addToBlocks(blocks: Buffer, addend: Buffer): void {
  for (let start = 0; start < blocks.length; start += addend.length) {
    let carry = 1;
    for (let i = addend.length - 1; i >= 0; i--) {
      carry += (blocks[start + i] ?? 0) + (addend[i] ?? 0);
      blocks[start + i] = carry & 0xff;
      carry >>= 8;
    }
  }
}
