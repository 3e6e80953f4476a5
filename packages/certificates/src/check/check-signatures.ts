import type { ParsedCertificate } from '../read/parsed-certificate.ts';
import { type Finding, finding } from './finding.ts';

/** Each signature of a path, with the key of whoever is taken for the issuer; the last member’s is nobody’s business. */
export function checkSignatures(path: readonly ParsedCertificate[]): Finding[] {
  return path.flatMap((certificate, index) => {
    const issuer = path[index + 1];
    return issuer === undefined || isSignedWith(certificate, issuer) ? [] : [forged(certificate, issuer)];
  });
}

function isSignedWith({ x509 }: ParsedCertificate, issuer: ParsedCertificate): boolean {
  try {
    return x509.verify(issuer.x509.publicKey);
  } catch {
    // A key that cannot verify this signature did not make it.
    return false;
  }
}

function forged(certificate: ParsedCertificate, issuer: ParsedCertificate): Finding {
  return finding(
    'error',
    'CERTIFICATE_SIGNATURE_INVALID',
    `${certificate.subject} is not signed with the key of ${issuer.subject} (SHA-256 ${issuer.sha256.slice(0, 16)}…)`,
    'the certificate of the issuer that signed it',
    'Put the right certificate of that name into the chain or the anchors, and remove the other one.',
  );
}
