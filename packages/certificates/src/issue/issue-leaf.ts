import { createPrivateKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { Authority } from '../authority-store.ts';
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
import { BACKDATED_MS } from './make-authority.ts';
import { serialNumber } from './serial-number.ts';

export interface LeafOptions {
  /** At least one, all within the intermediate's domains: `planIssue` sees to it. */
  readonly hostnames: readonly string[];
  readonly root: Authority;
  readonly intermediate: Authority;
  readonly intermediateKeyPem: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly notAfter: number;
}

/** A server certificate of the internal CA with a fresh P-256 key; clients need the root to trust it. */
export async function issueLeaf(options: LeafOptions): Promise<CertificateMaterial> {
  const { hostnames, root, intermediate, intermediateKeyPem, now, notAfter } = options;
  const { publicKey, privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const issuer = parseCertificate(intermediate.certificatePem);
  const leaf = parseCertificate(
    buildCertificate({
      subject: commonNameOf(hostnames),
      issuer: intermediate.name,
      serial: serialNumber(),
      notBefore: Math.max(now - BACKDATED_MS, intermediate.notBefore),
      notAfter: Math.min(notAfter, intermediate.notAfter),
      publicKey,
      signingKey: createPrivateKey(intermediateKeyPem),
      hash: 'sha256',
      extensions: [
        basicConstraints('end-entity'),
        keyUsage(['digitalSignature']),
        extendedKeyUsage(['serverAuth']),
        subjectAltName(hostnames),
        subjectKeyIdentifier(keyIdentifier(publicKey)),
        authorityKeyIdentifier(keyIdentifier(issuer.x509.publicKey)),
      ],
    }),
  );
  return {
    chainPem: leaf.pem + issuer.pem,
    keyPem: formatKey(privateKey),
    anchorPem: root.certificatePem,
    sha256: leaf.sha256,
    anchorSha256: root.sha256,
    subject: leaf.subject,
    issuer: leaf.issuer,
    hostnames: leaf.hostnames,
    notBefore: leaf.notBefore,
    notAfter: leaf.notAfter,
  };
}
