import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { parseCertificate } from '../read/parsed-certificate.ts';
import type { CertificateMaterial } from '../read/read-certificate.ts';
import { formatKey } from '../read/read-key.ts';
import { buildCertificate, keyIdentifier } from './build-certificate.ts';
import { commonNameOf } from './common-name.ts';
import {
  authorityKeyIdentifier,
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  subjectAltName,
  subjectKeyIdentifier,
} from './extensions.ts';
import { serialNumber } from './serial-number.ts';

/** 397 days: under the 398 that Apple's and Chromium's stacks refuse beyond, also for anchors that users add. */
const DEFAULT_VALID_MS = 397 * 86_400_000;
/** A client's clock may be a day behind (a wrong time zone, a flat battery) on the day the certificate is made. */
const SKEW_MS = 86_400_000;

export interface SelfSignedOptions {
  /** At least one; the first becomes the subject where it fits. Wildcards are allowed. */
  readonly hostnames: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** From `now`. */
  readonly validMs?: number;
  readonly randomBytes?: (size: number) => Uint8Array;
}

/** A P-256 certificate that is its own trust anchor, for TLS servers only; it cannot issue others. */
export async function createSelfSigned(options: SelfSignedOptions): Promise<CertificateMaterial> {
  const { hostnames, now, validMs = DEFAULT_VALID_MS, randomBytes } = options;
  const { publicKey, privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const name = commonNameOf(hostnames);
  const identifier = keyIdentifier(publicKey);
  const leaf = parseCertificate(
    buildCertificate({
      subject: name,
      issuer: name,
      serial: serialNumber(randomBytes),
      notBefore: now - SKEW_MS,
      notAfter: now + validMs,
      publicKey,
      signingKey: privateKey,
      hash: 'sha256',
      extensions: [
        basicConstraints('end-entity'),
        keyUsage(['digitalSignature']),
        extendedKeyUsage(['serverAuth']),
        subjectAltName(hostnames),
        subjectKeyIdentifier(identifier),
        authorityKeyIdentifier(identifier),
      ],
    }),
  );
  return {
    chainPem: leaf.pem,
    keyPem: formatKey(privateKey),
    anchorPem: leaf.pem,
    sha256: leaf.sha256,
    anchorSha256: leaf.sha256,
    subject: leaf.subject,
    issuer: leaf.issuer,
    hostnames: leaf.hostnames,
    notBefore: leaf.notBefore,
    notAfter: leaf.notAfter,
  };
}
