import type { Finding } from '@causeway/certificates';
import { addressOf, type EndpointServerId, type Listener, listenersOf } from '@causeway/contract';
import type { EndpointServerRecord, ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import { defaultServerId } from './served-sites.ts';

type Store = Pick<ProvisioningStore, 'endpointServers'>;

/**
 * One address belongs to one endpoint server of a tenant: evidence is by address, and what one of them proved must not
 * count for another.
 */
export async function checkAddresses(
  tenant: TenantRecord,
  server: EndpointServerId,
  coming: readonly Listener[],
  { endpointServers }: Store,
): Promise<Finding[]> {
  const servers = (await endpointServers.list(tenant.id)).filter(({ state }) => state === 'authorized');
  const owners = [{ ...tenant, id: defaultServerId(tenant.id), name: 'default' }, ...servers];
  const wanted = new Set(coming.map(addressOf));
  return owners
    .filter(({ id }) => id !== server)
    .flatMap((owner) => addressesOf(owner).map((address) => ({ address, name: owner.name })))
    .filter(({ address }) => wanted.has(address))
    .map(({ address, name }) => ({
      ...({ severity: 'error', code: 'ADDRESS_TAKEN' } as const),
      seen: `${address} is an address of endpoint server ${name}`,
      expected: 'an address that no other endpoint server of this tenant has',
      remedy: 'Choose another hostname or port, or retire the other endpoint server first.',
    }));
}

/** What it serves, is offered, and is to serve. */
function addressesOf(
  owner: Pick<TenantRecord, 'serving' | 'saved'> & Partial<Pick<EndpointServerRecord, 'offer'>>,
) {
  const listeners = [...owner.serving, ...listenersOf(owner.saved), ...(owner.offer?.listeners ?? [])];
  return [...new Set(listeners.map(addressOf))];
}
