import { generateKeyPairSync } from 'node:crypto';

/** An X25519 key pair; both halves raw, 32 bytes, base64url. */
export interface SealingKeyPair {
  /** Goes to whoever seals. */
  readonly publicKey: string;
  /** Never leaves the machine that opens. */
  readonly privateKey: string;
}

export function generateSealingKey(): SealingKeyPair {
  const { x = '', d = '' } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  return { publicKey: x, privateKey: d };
}
