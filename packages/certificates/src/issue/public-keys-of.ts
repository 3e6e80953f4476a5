import { createUnlock } from '../read/encryption/unlock.ts';
import type { Source } from '../read/read-file.ts';
import { readInput } from '../read/read-input.ts';
import { publicKeySha256 } from './create-request.ts';

/**
 * SHA-256 of the public key of each certificate in these files; none when a private key is among them.
 * @throws what `readInput` throws
 */
export function publicKeysOf(...files: readonly (Source | undefined)[]): string[] {
  const { certificates, keys } = readInput(files, createUnlock(undefined));
  return keys.length > 0 ? [] : certificates.map(({ x509 }) => publicKeySha256(x509.publicKey));
}
