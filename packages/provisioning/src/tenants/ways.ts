import type { StoredCertificate } from '@causeway/certificates';
import { addressOf, type CertificateId, type EndpointServerId, type Listener } from '@causeway/contract';
import type { Trust, Way } from '@causeway/reachability';

/** The certificates that some listeners name, by id. */
export type CertificateIndex = ReadonlyMap<CertificateId, StoredCertificate>;

/** The listeners of an endpoint server as the law sees them: each address with the trust anchors of which a client needs one there. */
export function waysOf(
  server: EndpointServerId,
  listeners: readonly Listener[],
  certificates: CertificateIndex,
): Way[] {
  return listeners.map((listener) => ({
    ...{ server, address: addressOf(listener) },
    trusts: trustsOf(listener, certificates),
    serves: listener.serves,
  }));
}

/** The anchor that config.ini brings first, then the others that the chain leads to as well. */
export function trustsOf(
  { scheme, certificateId, alsoTrusts = [] }: Listener,
  certificates: CertificateIndex,
): Trust[] {
  if (scheme === 'http') return ['none'];
  const certificate = certificateId === null ? undefined : certificates.get(certificateId);
  // A listener whose certificate is gone can be proven by nobody.
  return [certificate?.anchorSha256 ?? 'unknown', ...alsoTrusts];
}

/** The trust that a coming certificate has to be rehearsed under; undefined when what clients have today is enough. */
export function rehearsedTrustOf(
  listener: Listener,
  certificates: CertificateIndex,
): { readonly sha256: string; readonly anchorPem: string } | undefined {
  const { coming } = listener;
  const certificate = coming && certificates.get(coming.certificateId);
  if (coming === undefined || certificate === undefined) return undefined;
  const trusts = [certificate.anchorSha256, ...(coming.alsoTrusts ?? [])];
  if (trustsOf(listener, certificates).every((trust) => trusts.includes(trust))) return undefined;
  return { sha256: certificate.anchorSha256, anchorPem: certificate.anchorPem };
}
