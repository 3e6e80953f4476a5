import { isTlsKey, TLS_KEYS } from '@causeway/contract';
import { describeKey } from '../read/describe-key.ts';
import type { ParsedCertificate } from '../read/parsed-certificate.ts';
import { type Finding, finding } from './finding.ts';

const REMEDY = 'Request the certificate anew with an ECDSA P-256 key, or an RSA key of at least 2048 bits.';

/** The key: what OpenSSL refuses at its security level 2 (112 bits of strength), and curves that browsers lack. */
export function checkKeyStrength({ x509, subject }: ParsedCertificate): Finding[] {
  const key = x509.publicKey;
  if (!isTlsKey(key)) {
    const seen = `${subject}: ${describeKey(key)}`;
    return [finding('error', 'CERTIFICATE_KEY_WEAK', seen, TLS_KEYS, REMEDY)];
  }
  if (key.asymmetricKeyType !== 'ed25519') return [];
  return [
    finding(
      'warning',
      'CERTIFICATE_KEY_UNCOMMON',
      `${subject}: Ed25519`,
      'ECDSA P-256 or RSA',
      `Browsers do not accept it. ${REMEDY}`,
    ),
  ];
}

/** Less than the 112 bits of strength that OpenSSL asks of a signature at its security level 2. */
const WEAK_HASHES = new Set(['MD2', 'MD4', 'MD5', 'SHA-1']);

export function checkSignatureStrength({ signature, subject }: ParsedCertificate): Finding[] {
  const { keyType, hash = '' } = signature;
  if (!WEAK_HASHES.has(hash)) return [];
  return [
    finding(
      'error',
      'CERTIFICATE_SIGNATURE_WEAK',
      `${subject}: ${keyType?.toUpperCase()} by ${hash}`,
      'SHA-256 or better',
      'Have the certificate issued anew with SHA-256.',
    ),
  ];
}
