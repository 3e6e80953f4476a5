import type { ParsedCertificate } from '../read/parsed-certificate.ts';
import { type Finding, finding } from './finding.ts';

const MIN_RSA_BITS = 2048;
const CURVES = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** The key: what OpenSSL refuses at its security level 2 (112 bits of strength), and curves that browsers lack. */
export function checkKeyStrength({ x509, subject }: ParsedCertificate): Finding[] {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = x509.publicKey;
  const remedy = 'Request the certificate anew with an ECDSA P-256 key, or an RSA key of at least 2048 bits.';
  if (type === 'rsa' || type === 'rsa-pss') {
    const bits = details?.modulusLength ?? 0;
    if (bits >= MIN_RSA_BITS) return [];
    return [
      finding(
        'error',
        'CERTIFICATE_KEY_WEAK',
        `${subject}: RSA ${bits} bits`,
        `RSA of at least ${MIN_RSA_BITS} bits`,
        remedy,
      ),
    ];
  }
  if (type === 'ec' && CURVES.has(details?.namedCurve ?? '')) return [];
  if (type === 'ed25519') {
    return [
      finding(
        'warning',
        'CERTIFICATE_KEY_UNCOMMON',
        `${subject}: Ed25519`,
        'ECDSA P-256 or RSA',
        `Browsers do not accept it. ${remedy}`,
      ),
    ];
  }
  return [
    finding(
      'error',
      'CERTIFICATE_KEY_WEAK',
      `${subject}: ${type} ${details?.namedCurve ?? ''}`.trim(),
      'P-256, P-384 or P-521',
      remedy,
    ),
  ];
}

/** Object identifiers of signatures by MD2, MD4, MD5 and SHA-1. */
const WEAK_SIGNATURES = new Map([
  ['1.2.840.113549.1.1.2', 'MD2 with RSA'],
  ['1.2.840.113549.1.1.3', 'MD4 with RSA'],
  ['1.2.840.113549.1.1.4', 'MD5 with RSA'],
  ['1.2.840.113549.1.1.5', 'SHA-1 with RSA'],
  ['1.2.840.10045.4.1', 'SHA-1 with ECDSA'],
  ['1.2.840.10040.4.3', 'SHA-1 with DSA'],
]);

export function checkSignatureStrength({ signatureOid, subject }: ParsedCertificate): Finding[] {
  const weak = WEAK_SIGNATURES.get(signatureOid);
  if (weak === undefined) return [];
  return [
    finding(
      'error',
      'CERTIFICATE_SIGNATURE_WEAK',
      `${subject}: ${weak}`,
      'SHA-256 or better',
      'Have the certificate issued anew with SHA-256.',
    ),
  ];
}
