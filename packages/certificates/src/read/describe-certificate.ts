import { describeKey } from './describe-key.ts';
import type { ParsedCertificate } from './parsed-certificate.ts';
import type { CertificateMaterial } from './read-certificate.ts';
import { readPem } from './read-pem.ts';

/** One certificate of a chain, as an admin recognizes it. */
export interface ChainMember {
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** SHA-256 of the DER, lower-case hex. */
  readonly sha256: string;
}

export interface CertificateDescription {
  /** Such as `RSA 2048 bits` or `EC prime256v1`. */
  readonly key: string;
  /** Leaf first, as it will be served. */
  readonly chain: readonly ChainMember[];
  readonly anchor: ChainMember;
}

/** What an admin wants to see of a certificate before it is kept. @throws CERTIFICATE_MALFORMED */
export function describeCertificate({ chainPem, anchorPem }: CertificateMaterial): CertificateDescription {
  const chain = readPem(chainPem).certificates;
  const [anchor] = readPem(anchorPem).certificates;
  const [leaf] = chain;
  if (leaf === undefined || anchor === undefined)
    throw new RangeError('a certificate is kept with its anchor');
  return { key: describeKey(leaf.x509.publicKey), chain: chain.map(memberOf), anchor: memberOf(anchor) };
}

function memberOf({ subject, issuer, notBefore, notAfter, sha256 }: ParsedCertificate): ChainMember {
  return { subject, issuer, notBefore, notAfter, sha256 };
}
