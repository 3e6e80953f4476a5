import type { BoundCertificate, BoundListener, ProofTarget } from '@causeway/bindings';
import type { ServedListener, ShownCertificate } from './served-listener.ts';

/** A listener as the shared ports take it. */
export function toBound({
  scheme,
  hostname,
  port,
  serves,
  certificate,
  proxy,
}: ServedListener): BoundListener {
  return {
    ...{ scheme, hostname, port, serves },
    ...(certificate !== undefined && { certificate: toBoundCertificate(certificate) }),
    ...(proxy !== undefined && { proxy }),
  };
}

export function toBoundCertificate({ chainPem, keyPem, sha256, trust }: ShownCertificate): BoundCertificate {
  return { chainPem, keyPem, sha256, trust };
}

/** A listener as it is dialed by its name, with the trust that clients have. */
export function toProofTarget({ scheme, hostname, port, certificate }: ServedListener): ProofTarget {
  if (certificate === undefined) return { scheme, hostname, port };
  const { sha256, anchorPem } = certificate;
  return { scheme, hostname, port, certificateSha256: sha256, anchorPem };
}
