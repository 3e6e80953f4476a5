import { isSameListener, type Listener, listenersOf } from '@causeway/contract';
import { siteOfLocal } from '../endpoint-servers/local-site.ts';
import type { EndpointServerRecord, ProvisioningStore, TenantRecord } from '../provisioning-store.ts';

/** What has a website, and with it certificates: a tenant, or a stand-alone endpoint server of one. */
export interface NamedOwner extends Pick<TenantRecord, 'saved' | 'inForce' | 'serving'> {
  /** Absent for a tenant. */
  readonly kind?: 'endpoint-server';
  /** `acme`, or `acme/branch`: no name of a tenant has a slash. */
  readonly name: string;
}

/** All of them: the tenants first. One that is retired has nothing any more. */
export async function namedOwnersOf({
  tenants,
  endpointServers,
}: Pick<ProvisioningStore, 'tenants' | 'endpointServers'>): Promise<NamedOwner[]> {
  const all = await tenants.list();
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const servers = (await endpointServers.list()).filter(({ state }) => state !== 'retired');
  return [
    ...all,
    ...servers.map((server) => ({
      ...{ kind: 'endpoint-server' as const, name: `${names.get(server.tenantId)}/${server.name}` },
      ...{ saved: server.saved, inForce: server.inForce, serving: listenersOfServer(server) },
    })),
  ];
}

/** What it serves, and what it is offered or chose itself beside that. */
function listenersOfServer({ serving, offer, local }: EndpointServerRecord): Listener[] {
  const own = local === null ? [] : listenersOf(siteOfLocal(local.site, local.certificateId));
  const all = [...serving, ...offer.listeners, ...own];
  return all.filter((one, index) => all.findIndex((other) => isSameListener(one, other)) === index);
}
