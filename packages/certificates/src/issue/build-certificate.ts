import { createHash, type KeyObject } from 'node:crypto';
import {
  bitString,
  explicit,
  integer,
  objectIdentifier,
  sequence,
  set,
  time,
  utf8String,
} from '../der/write-der.ts';
import {
  type SignatureHash,
  type SignaturePadding,
  signatureAlgorithm,
  signBody,
} from './sign-certificate.ts';

export { type SignatureHash, type SignaturePadding, signatureAlgorithm } from './sign-certificate.ts';

export interface CertificateTemplate {
  /** commonName, or the DER of a whole Name. */
  readonly subject: string | Uint8Array;
  readonly issuer: string | Uint8Array;
  /** At most 20 bytes, big-endian, positive (RFC 5280 section 4.1.2.2). */
  readonly serial: Uint8Array;
  /** Milliseconds since 1970; seconds are kept. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject;
  readonly hash: SignatureHash;
  /** Of an RSA key that allows both. */
  readonly padding?: SignaturePadding | undefined;
  /** DER of each Extension. */
  readonly extensions: readonly Uint8Array[];
  /** 3 unless set; version 1 has no extensions. */
  readonly version?: 1 | 3 | undefined;
}

/** A signed X.509 certificate (RFC 5280 section 4.1), DER. */
export function buildCertificate(template: CertificateTemplate): Buffer {
  const { subject, issuer, serial, notBefore, notAfter, publicKey, extensions } = template;
  const { signingKey, hash, padding, version = 3 } = template;
  const algorithm = signatureAlgorithm(signingKey, hash, padding);
  const body = sequence(
    ...(version === 1 ? [] : [explicit(0, integer(2))]),
    integer(serial),
    algorithm,
    nameOf(issuer),
    sequence(time(notBefore), time(notAfter)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length === 0 || version === 1 ? [] : [explicit(3, sequence(...extensions))]),
  );
  return sequence(body, algorithm, bitString(signBody(body, signingKey, hash, padding)));
}

/** Method 1 of RFC 5280 section 4.2.1.2 shortened as in RFC 7093: the first 160 bits of SHA-256 over the key. */
export function keyIdentifier(publicKey: KeyObject): Buffer {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest().subarray(0, 20);
}

export function certificatePem(der: Uint8Array): string {
  return pemOf('CERTIFICATE', der);
}

/** RFC 7468. */
export function pemOf(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

function nameOf(name: string | Uint8Array): Uint8Array {
  if (typeof name !== 'string') return name;
  if (name === '') return sequence();
  return sequence(set(sequence(objectIdentifier('2.5.4.3'), utf8String(name))));
}
