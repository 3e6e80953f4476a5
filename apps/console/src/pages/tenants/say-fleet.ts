import type { TenantView } from '@causeway/contract/admin';
import * as texts from '../../texts/index.ts';

type Counted = Pick<TenantView, 'clients' | 'retired' | 'endpointServers' | 'trouble'>;

/** What a crossing counts. Of a tenant that does not run nobody knows. */
export function sayFleet({ clients, retired, endpointServers, trouble }: Counted): string {
  if (trouble !== null && clients === 0) return '–';
  return texts.fleet(clients - retired, endpointServers);
}
