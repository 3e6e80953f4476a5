import { type KeyObject, X509Certificate } from 'node:crypto';

/** What OpenSSL asks for at its security level 2 (112 bits of strength). */
const MIN_RSA_BITS = 2048;
/** P-256, P-384 and P-521 in OpenSSL's names. */
const CURVES = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** For messages: the keys that `isTlsKey` lets through. */
export const TLS_KEYS = `RSA of at least ${MIN_RSA_BITS} bits, ECDSA on P-256, P-384 or P-521, or Ed25519`;

/**
 * Whether certificates with this public key may come near a TLS connection, as a trust anchor neither. Other kinds are weak
 * or known to few, and Node 26.10 ends with a segmentation fault when it describes a peer's certificate (`toLegacyObject`)
 * on a curve without a NIST name: secp256k1, the Brainpool curves and fifty more. Asking a KeyObject for its type and
 * details is safe for all of them.
 */
export function isTlsKey({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): boolean {
  switch (type) {
    case 'rsa':
    case 'rsa-pss':
      return (details?.modulusLength ?? 0) >= MIN_RSA_BITS;
    case 'ec':
      return CURVES.has(details?.namedCurve ?? '');
    default:
      return type === 'ed25519';
  }
}

/** One certificate that a TLS connection may be told to trust. @throws an Error that says why it may not */
export function readTlsAnchor(pem: string): X509Certificate {
  const certificate = new X509Certificate(pem);
  if (isTlsKey(certificate.publicKey)) return certificate;
  throw new TypeError(`a certificate with another key than ${TLS_KEYS}`);
}
