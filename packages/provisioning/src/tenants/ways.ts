import type { StoredCertificate } from '@causeway/certificates';
import { addressOf, type CertificateId, type Listener } from '@causeway/contract';
import type { Way } from '@causeway/reachability';

/** The certificates that some listeners name, by id. */
export type CertificateIndex = ReadonlyMap<CertificateId, StoredCertificate>;

/** The listeners as the law sees them: each address with the trust anchor that a client needs for it. */
export function waysOf(listeners: readonly Listener[], certificates: CertificateIndex): Way[] {
  return listeners.map((listener) => ({
    address: addressOf(listener),
    trust: trustOf(listener, certificates),
    serves: listener.serves,
  }));
}

function trustOf({ scheme, certificateId }: Listener, certificates: CertificateIndex): string {
  if (scheme === 'http') return 'none';
  const certificate = certificateId === null ? undefined : certificates.get(certificateId);
  // A listener whose certificate is gone can be proven by nobody.
  return certificate?.anchorSha256 ?? 'unknown';
}
