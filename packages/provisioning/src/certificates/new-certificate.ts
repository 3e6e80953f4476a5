import { randomUUIDv7 } from 'node:crypto';
import type { CertificateMaterial, CertificateOrigin, StoredCertificate } from '@causeway/certificates';
import { asId, type CertificateId } from '@causeway/contract';

export interface NewCertificate {
  readonly name: string;
  readonly origin: CertificateOrigin;
  readonly now: number;
  /** The one that it is made to follow. */
  readonly renews?: CertificateId | undefined;
}

/** A certificate that was read or made, as it is to be kept. */
export function newCertificate(
  material: CertificateMaterial,
  { name, origin, now, renews = undefined }: NewCertificate,
): StoredCertificate {
  return {
    ...material,
    ...{ id: asId<CertificateId>(randomUUIDv7()), name, origin, createdAt: now },
    ...{
      renewal: origin === 'internal' || origin === 'acme' ? 'automatic' : 'by-hand',
      renews: renews ?? null,
    },
  };
}
