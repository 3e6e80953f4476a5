import { createHash, type KeyObject, sign } from 'node:crypto';
import {
  bitString,
  explicit,
  integer,
  nullValue,
  objectIdentifier,
  sequence,
  set,
  time,
  utf8String,
} from '../der/write-der.ts';

export type SignatureHash = 'sha1' | 'sha256' | 'sha384';

export interface CertificateTemplate {
  /** commonName. */
  readonly subject: string;
  readonly issuer: string;
  /** At most 20 bytes, big-endian, positive (RFC 5280 section 4.1.2.2). */
  readonly serial: Uint8Array;
  /** Milliseconds since 1970; seconds are kept. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject;
  readonly hash: SignatureHash;
  /** DER of each Extension. */
  readonly extensions: readonly Uint8Array[];
}

const ecdsaOids = { sha1: '1.2.840.10045.4.1', sha256: '1.2.840.10045.4.3.2', sha384: '1.2.840.10045.4.3.3' };
const rsaOids = {
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
};

/** A signed X.509 v3 certificate (RFC 5280 section 4.1), DER. */
export function buildCertificate(template: CertificateTemplate): Buffer {
  const { subject, issuer, serial, notBefore, notAfter, publicKey, signingKey, hash, extensions } = template;
  const algorithm = signatureAlgorithm(signingKey, hash);
  const body = sequence(
    explicit(0, integer(2)),
    integer(serial),
    algorithm,
    nameOf(issuer),
    sequence(time(notBefore), time(notAfter)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length === 0 ? [] : [explicit(3, sequence(...extensions))]),
  );
  const isPure = signingKey.asymmetricKeyType === 'ed25519';
  return sequence(body, algorithm, bitString(sign(isPure ? null : hash, body, signingKey)));
}

/** Method 1 of RFC 5280 section 4.2.1.2 shortened as in RFC 7093: the first 160 bits of SHA-256 over the key. */
export function keyIdentifier(publicKey: KeyObject): Buffer {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest().subarray(0, 20);
}

export function certificatePem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function nameOf(commonName: string): Buffer {
  if (commonName === '') return sequence();
  return sequence(set(sequence(objectIdentifier('2.5.4.3'), utf8String(commonName))));
}

function signatureAlgorithm(key: KeyObject, hash: SignatureHash): Buffer {
  if (key.asymmetricKeyType === 'ed25519') return sequence(objectIdentifier('1.3.101.112'));
  if (key.asymmetricKeyType === 'rsa') return sequence(objectIdentifier(rsaOids[hash]), nullValue());
  return sequence(objectIdentifier(ecdsaOids[hash]));
}
