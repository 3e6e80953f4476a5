import { asId, type ClientId, type EndpointServerId } from '@causeway/contract';
import type { TenantHost } from '../tenants/tenant-host.ts';

/**
 * The law no longer keeps a way to the platform for an endpoint server that is taken out, which may still bring what its
 * spool holds.
 */
export async function waiveRetired(host: TenantHost, id: EndpointServerId, at: number): Promise<void> {
  const waiver = { reason: 'a retired endpoint server', by: 'system', at };
  await host.store.clients.setWaiver(asId<ClientId>(id), waiver);
}
