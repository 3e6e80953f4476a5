import type { StoredCertificate } from '@causeway/certificates';
import { addressOf, type CertificateId, type Site } from '@causeway/contract';
import type { SiteView, TenantView } from '@causeway/contract/admin';
import type { TenantRecord } from '../provisioning-store.ts';
import type { TenantHost } from './tenant-host.ts';

/** A tenant as admins see it, with its certificates by name. */
export async function viewTenant(
  tenant: TenantRecord,
  host: TenantHost | undefined,
  certificates: readonly StoredCertificate[],
): Promise<TenantView> {
  const nameOf = (id: CertificateId | null) =>
    certificates.find((certificate) => certificate.id === id)?.name ?? null;
  const viewSite = ({ certificateId, ...site }: Site): SiteView => ({
    ...site,
    certificate: nameOf(certificateId),
  });
  const { activeWindowMs, saved, inForce, serving, ...shown } = tenant;
  return {
    ...shown,
    saved: viewSite(saved),
    inForce: viewSite(inForce),
    serving: serving.map((listener) => ({
      address: addressOf(listener),
      serves: listener.serves,
      certificate: nameOf(listener.certificateId),
    })),
    trouble: host === undefined ? 'not running on this server' : host.trouble,
    revision: (await host?.store.revisions.current())?.revision ?? 0,
    clients: (await host?.store.clients.count()) ?? 0,
    activeWindowSeconds: activeWindowMs / 1000,
  };
}
