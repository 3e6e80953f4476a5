import type { IncomingMessage } from 'node:http';
import { parseAddress, type Scheme, type TenantId } from '@causeway/contract';
import type { Arrival } from '@causeway/endpoint';
import { provisioningErrors } from '../errors.ts';

/** How a request came to a tenant's platform: as the listener saw it, whatever its header fields say. */
export interface Visit {
  readonly tenantId: TenantId;
  readonly scheme: Scheme;
  /** Of the person, also behind a proxy that the admin named. */
  readonly remoteAddress: string;
  /** Aborts when the listener is replaced or removed: what goes on for long ends, and whoever still looks comes back. */
  readonly leaving: AbortSignal | undefined;
}

const visits = new WeakMap<IncomingMessage, Visit>();

export function noteVisit(request: IncomingMessage, tenantId: TenantId, arrival: Arrival): void {
  const { scheme } = parseAddress(arrival.address);
  const { remoteAddress, leaving } = arrival;
  visits.set(request, { tenantId, scheme, remoteAddress, leaving });
}

/** Undefined for a request to provisioning itself, which is reached over HTTPS alone. */
export function findVisit(request: IncomingMessage): Visit | undefined {
  return visits.get(request);
}

/** @throws INTERNAL_FAULT for a request that came another way */
export function visitOf(request: IncomingMessage): Visit {
  const visit = visits.get(request);
  if (visit === undefined) throw provisioningErrors.error('INTERNAL_FAULT');
  return visit;
}
