import { rootCertificates } from 'node:tls';
import { isSignedBy, type ParsedCertificate, parseCertificate } from './parsed-certificate.ts';

/** The public roots that Node ships, and therefore what a client without other orders trusts. */
export function findPublicRoot(tip: ParsedCertificate): ParsedCertificate | undefined {
  return publicRoots().find((root) => root.sha256 === tip.sha256 || isSignedBy(tip, root));
}

let parsedRoots: readonly ParsedCertificate[] | undefined;

/** Parsed once: the list is a constant of the running Node. */
export function publicRoots(): readonly ParsedCertificate[] {
  parsedRoots ??= rootCertificates.map((pem) => parseCertificate(pem));
  return parsedRoots;
}
