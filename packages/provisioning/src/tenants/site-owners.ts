import type { ProvisioningStore, TenantRecord } from '../provisioning-store.ts';

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
    ...servers.map(({ tenantId, name, saved, inForce, serving }) => ({
      ...{ kind: 'endpoint-server' as const, name: `${names.get(tenantId)}/${name}` },
      ...{ saved, inForce, serving },
    })),
  ];
}
