import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { certificateErrors } from '../errors.ts';
import { certificatePem } from '../issue/build-certificate.ts';
import { bodyOf, type CertificateBody } from './certificate-body.ts';
import { type ExtensionFacts, extensionsOf } from './extensions-of.ts';
import { type SignatureFacts, signatureOf } from './signature-of.ts';

/** A certificate and everything that is asked about it. */
export interface ParsedCertificate extends CertificateBody, ExtensionFacts {
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
  readonly signature: SignatureFacts;
  readonly isSelfSigned: boolean;
  /** May sign certificates, as far as basicConstraints say. */
  readonly isCa: boolean;
}

/** Signatures and keys of the largest post-quantum kinds take fifty thousand. */
const MAX_CERTIFICATE_BYTES = 65_536;

/** DER or PEM. @throws CERTIFICATE_MALFORMED, CERTIFICATE_TOO_LARGE */
export function parseCertificate(source: string | Uint8Array): ParsedCertificate {
  if (source.length > MAX_CERTIFICATE_BYTES) {
    throw certificateErrors.error('CERTIFICATE_TOO_LARGE', {
      seen: `a certificate of ${source.length} bytes`,
      expected: `at most ${MAX_CERTIFICATE_BYTES} bytes`,
    });
  }
  try {
    return factsOf(new X509Certificate(source));
  } catch (cause) {
    throw certificateErrors.error('CERTIFICATE_MALFORMED', {
      seen: cause instanceof Error ? cause.message : String(cause),
      expected: 'an X.509 certificate, whole and unaltered',
      cause,
    });
  }
}

/** Whether `issuer` signed `certificate`: by name and by signature, whatever their extensions say. */
export function isSignedBy(certificate: ParsedCertificate, issuer: ParsedCertificate): boolean {
  return (
    certificate.x509.issuer === issuer.x509.subject && isSignedByKey(certificate.x509, issuer.x509.publicKey)
  );
}

function isSignedByKey(x509: X509Certificate, key: KeyObject): boolean {
  if (!isQuickToVerify(key)) return false;
  try {
    return x509.verify(key);
  } catch {
    // A key of a kind that cannot verify this signature did not make it.
    return false;
  }
}

/**
 * Whether one signature takes milliseconds. DSA keys have numbers of any size and TLS no longer knows them; an RSA
 * exponent above 32 bits is more than Windows can hold, and serves nobody but who wants others to compute.
 */
function isQuickToVerify({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  return asymmetricKeyType !== 'dsa' && (asymmetricKeyDetails?.publicExponent ?? 0n) < 0x1_0000_0000n;
}

function factsOf(x509: X509Certificate): ParsedCertificate {
  // Forces the key to be read, so that an unusable one is refused here and not in the middle of a check.
  x509.publicKey.asymmetricKeyType;
  const extensions = extensionsOf(x509.raw);
  const notBefore = Date.parse(x509.validFrom);
  const notAfter = Date.parse(x509.validTo);
  if (Number.isNaN(notBefore) || Number.isNaN(notAfter)) throw new RangeError('validity is not readable');
  return {
    ...bodyOf(x509.raw),
    ...extensions,
    x509,
    pem: certificatePem(x509.raw),
    sha256: createHash('sha256').update(x509.raw).digest('hex'),
    subject: oneLine(x509.subject),
    issuer: oneLine(x509.issuer),
    hostnames: extensions.subjectAltName?.hostnames ?? [],
    notBefore,
    notAfter,
    signature: signatureOf(x509.raw),
    isSelfSigned: x509.subject === x509.issuer && isSignedByKey(x509, x509.publicKey),
    isCa: extensions.basicConstraints?.ca ?? false,
  };
}

function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}
