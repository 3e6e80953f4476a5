import type { EndpointServerView, ListenerView, TenantView } from '@causeway/contract/admin';
import { useThing } from '../../api/use-api.ts';
import { useTenantApi } from '../../app/tenant.ts';

/** The addresses at which clients are served everything, HTTPS first, those of the default endpoint server before others. */
export function useAddresses(): string[] {
  const api = useTenantApi();
  const tenant = useThing<TenantView>(api);
  const servers = useThing<EndpointServerView[]>(`${api}/endpoint-servers`);
  const authorized = servers.filter(({ state }) => state === 'authorized');
  return [tenant, ...authorized].flatMap(({ serving }) => addressesOf(serving));
}

export function addressesOf(serving: readonly ListenerView[]): string[] {
  const all = serving.filter(({ serves }) => serves === 'everything').map(({ address }) => address);
  return [...all.filter(isHttps), ...all.filter((address) => !isHttps(address))];
}

export function isHttps(address: string): boolean {
  return address.startsWith('https:');
}
