import { type KeyObject, sign, verify } from 'node:crypto';
import { certificateErrors } from '../errors.ts';
import type { ParsedCertificate } from './parsed-certificate.ts';

const PROBE = Buffer.from('Causeway proves that this key works');

/**
 * A key whose public half fits may still be damaged in its private half; what it signs shows that.
 * @throws CERTIFICATE_KEY_MALFORMED
 */
export function proveKey(key: KeyObject, { x509, subject }: ParsedCertificate): void {
  if (works(key, x509.publicKey)) return;
  throw certificateErrors.error('CERTIFICATE_KEY_MALFORMED', {
    seen: 'a key whose signatures do not hold',
    expected: `the private key of ${subject}, unaltered`,
  });
}

function works(key: KeyObject, publicKey: KeyObject): boolean {
  const hash = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  try {
    return verify(hash, PROBE, publicKey, sign(hash, PROBE, key));
  } catch {
    // OpenSSL refuses to compute with numbers that make no key.
    return false;
  }
}
