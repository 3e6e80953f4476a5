import { createHmac, sign as cryptoSign, type KeyObject } from 'node:crypto';
import {
  type Component,
  formatParameters,
  type SignatureParameters,
  signatureBase,
} from './signature-base.ts';

/** One signature, ready to be put into the two fields under its label. */
export interface Signature {
  readonly label: string;
  readonly input: string;
  readonly value: Buffer;
}

/** How one signature is made: `secret` is the key of an HMAC. */
export type SigningSecret = { readonly privateKey: KeyObject } | { readonly secret: Uint8Array };

/** Signs components under a label (RFC 9421 section 3.1). */
export function signComponents(
  label: string,
  components: readonly Component[],
  { created, nonce, keyId }: Omit<SignatureParameters, 'algorithm'>,
  by: SigningSecret,
): Signature {
  const algorithm = 'privateKey' in by ? 'ed25519' : 'hmac-sha256';
  const input = formatParameters(components, { created, nonce, keyId, algorithm });
  const base = signatureBase(components, input);
  const value =
    'privateKey' in by
      ? cryptoSign(null, base, by.privateKey)
      : createHmac('sha256', by.secret).update(base).digest();
  return { label, input, value };
}

/** The two fields that carry signatures (RFC 9421 section 4). */
export function signatureFields(signatures: readonly Signature[]): {
  'signature-input': string;
  signature: string;
} {
  return {
    'signature-input': signatures.map(({ label, input }) => `${label}=${input}`).join(', '),
    signature: signatures.map(({ label, value }) => `${label}=:${value.toString('base64')}:`).join(', '),
  };
}
