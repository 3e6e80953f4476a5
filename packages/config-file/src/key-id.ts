import { createHash } from 'node:crypto';

/** How a signing key is named: the first 16 hex digits of the SHA-256 of the raw public key. */
export function keyIdOf(rawPublicKey: Uint8Array): string {
  return createHash('sha256').update(rawPublicKey).digest('hex').slice(0, 16);
}
