import type * as texts from '../../texts/index.ts';

export type TabName = keyof typeof texts.tenants.tabNames;

/** The sides of a tenant, and where each is behind `/tenants/NAME`. */
export const tabs: readonly { readonly name: TabName; readonly path: string }[] = [
  { name: 'general', path: '' },
  { name: 'website', path: '/website' },
  { name: 'crossing', path: '/crossing' },
  { name: 'endpointServers', path: '/endpoint-servers' },
  { name: 'clients', path: '/clients' },
  { name: 'computers', path: '/computers' },
  { name: 'software', path: '/software' },
  { name: 'frequencies', path: '/frequencies' },
  { name: 'users', path: '/users' },
  { name: 'database', path: '/database' },
  { name: 'danger', path: '/danger' },
];
