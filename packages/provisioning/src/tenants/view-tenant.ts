import type { PublicCertificate } from '@causeway/certificates';
import { addressOf, type CertificateId, type Site } from '@causeway/contract';
import type { SiteView, TenantView } from '@causeway/contract/admin';
import type { TenantRecord } from '../provisioning-store.ts';
import type { TenantHost } from './tenant-host.ts';

/** A tenant as admins see it, with its certificates by name. */
export async function viewTenant(
  tenant: TenantRecord,
  host: TenantHost | undefined,
  certificates: readonly Pick<PublicCertificate, 'id' | 'name'>[],
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
      coming: nameOf(listener.coming?.certificateId ?? null),
    })),
    trouble: host === undefined ? 'not running on this server' : host.trouble,
    revision: (await host?.store.revisions.current())?.revision ?? 0,
    clients: host === undefined ? 0 : await countClients(host),
    activeWindowSeconds: activeWindowMs / 1000,
  };
}

/** From the counts that are kept, not row by row. */
async function countClients({ store }: TenantHost): Promise<number> {
  const { enrolled, retired } = await store.clients.countByStanding();
  return enrolled + retired;
}
