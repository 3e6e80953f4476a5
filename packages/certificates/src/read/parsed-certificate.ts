import { createHash, X509Certificate } from 'node:crypto';
import { certificateErrors } from '../errors.ts';
import { certificatePem } from '../issue/build-certificate.ts';
import { type ExtensionFacts, extensionsOf, signatureOidOf } from './extensions-of.ts';

/** A certificate and everything that is asked about it. */
export interface ParsedCertificate extends ExtensionFacts {
  readonly x509: X509Certificate;
  readonly pem: string;
  /** SHA-256 of the DER, lower-case hex. */
  readonly sha256: string;
  /** In one line. */
  readonly subject: string;
  readonly issuer: string;
  readonly hostnames: readonly string[];
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly signatureOid: string;
  readonly isSelfSigned: boolean;
  /** May sign certificates, as far as basicConstraints say. */
  readonly isCa: boolean;
}

/** @throws CERTIFICATE_MALFORMED */
export function parseCertificate(source: string | Uint8Array): ParsedCertificate {
  try {
    return factsOf(new X509Certificate(source));
  } catch (cause) {
    throw certificateErrors.error('CERTIFICATE_MALFORMED', {
      seen: cause instanceof Error ? cause.message : String(cause),
      expected: 'an X.509 certificate, PEM',
      cause,
    });
  }
}

/** Whether `issuer` signed `certificate`: by name and by signature, whatever their extensions say. */
export function isSignedBy(certificate: ParsedCertificate, issuer: ParsedCertificate): boolean {
  if (certificate.x509.issuer !== issuer.x509.subject) return false;
  try {
    return certificate.x509.verify(issuer.x509.publicKey);
  } catch {
    // A key of a kind that cannot verify this signature did not make it.
    return false;
  }
}

function factsOf(x509: X509Certificate): ParsedCertificate {
  // Forces the key to be read, so that an unusable one is refused here and not in the middle of a check.
  x509.publicKey.asymmetricKeyType;
  const extensions = extensionsOf(x509.raw);
  const notBefore = Date.parse(x509.validFrom);
  const notAfter = Date.parse(x509.validTo);
  if (Number.isNaN(notBefore) || Number.isNaN(notAfter)) throw new RangeError('validity is not readable');
  return {
    ...extensions,
    x509,
    pem: certificatePem(x509.raw),
    sha256: createHash('sha256').update(x509.raw).digest('hex'),
    subject: oneLine(x509.subject),
    issuer: oneLine(x509.issuer),
    hostnames: extensions.subjectAltName?.hostnames ?? [],
    notBefore,
    notAfter,
    signatureOid: signatureOidOf(x509.raw),
    isSelfSigned: x509.subject === x509.issuer && x509.verify(x509.publicKey),
    isCa: extensions.basicConstraints?.ca ?? false,
  };
}

function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}
