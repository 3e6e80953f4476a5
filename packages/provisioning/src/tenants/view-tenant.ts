import type { PublicCertificate } from '@causeway/certificates';
import { addressOf, type CertificateId, type Listener, type Site } from '@causeway/contract';
import type { ListenerView, SiteView, TenantView } from '@causeway/contract/admin';
import type { ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import { viewGroup } from './groups-desk.ts';
import type { TenantHost } from './tenant-host.ts';

/** What is looked up for a view. */
export type CertificateNames = readonly Pick<PublicCertificate, 'id' | 'name'>[];

interface Known {
  readonly certificates: CertificateNames;
  readonly servers: Pick<ProvisioningStore['endpointServers'], 'list'>;
}

/** A tenant as admins see it, with its certificates by name. */
export async function viewTenant(
  tenant: TenantRecord,
  host: TenantHost | undefined,
  { certificates, servers }: Known,
): Promise<TenantView> {
  const { activeWindowMs, saved, inForce, serving, groups, foreignAgents, ...shown } = tenant;
  return {
    ...shown,
    saved: viewSite(saved, certificates),
    inForce: viewSite(inForce, certificates),
    serving: serving.map((listener) => viewListener(listener, certificates)),
    trouble: host === undefined ? 'not running on this server' : host.trouble,
    revision: (await host?.store.revisions.current())?.revision ?? 0,
    ...(await countFleet(tenant, host, servers)),
    activeWindowSeconds: activeWindowMs / 1000,
    groups: groups.map(viewGroup),
    foreignAgents: foreignAgents && { user: foreignAgents.secret?.user ?? null },
  };
}

export function viewSite({ certificateId, proxy, ...site }: Site, certificates: CertificateNames): SiteView {
  return {
    ...{ ...site, certificate: nameOfCertificate(certificateId, certificates) },
    proxy: proxy === undefined ? null : { from: [...proxy.from], port: proxy.port },
  };
}

export function viewListener(listener: Listener, certificates: CertificateNames): ListenerView {
  const { serves, certificateId, coming } = listener;
  return {
    ...{ address: addressOf(listener), serves },
    certificate: nameOfCertificate(certificateId, certificates),
    coming: nameOfCertificate(coming?.certificateId ?? null, certificates),
  };
}

export function nameOfCertificate(id: CertificateId | null, certificates: CertificateNames): string | null {
  return certificates.find((certificate) => certificate.id === id)?.name ?? null;
}

/**
 * From the counts that are kept, not row by row. A crossing counts as many: clients that are not retired, and endpoint
 * servers until they are forgotten.
 */
async function countFleet(
  { id }: TenantRecord,
  host: TenantHost | undefined,
  servers: Known['servers'],
): Promise<Pick<TenantView, 'clients' | 'retired' | 'endpointServers'>> {
  const { enrolled = 0, retired = 0 } = (await host?.store.clients.countByStanding()) ?? {};
  return { clients: enrolled + retired, retired, endpointServers: (await servers.list(id)).length };
}
