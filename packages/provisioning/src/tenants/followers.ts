import { skipsInterim } from '@causeway/changes';
import type { Site } from '@causeway/contract';
import type { EndpointServerRecord, TenantRecord } from '../provisioning-store.ts';
import type { WantedSite } from './site-changes.ts';

/** What of a tenant's website its stand-alone endpoint servers share. */
export type SharedPart = Pick<Site, 'binding' | 'rescue'>;

export interface Followers {
  /** They go along with the change. */
  readonly now: readonly WantedSite[];
  /** They are behind, or a step away from where they could go along: told later, by changes of their own. */
  readonly later: readonly (WantedSite & { readonly server: EndpointServerRecord })[];
}

/**
 * A tenant's binding is that of all its endpoint servers. One without a certificate of its own takes the tenant's, which
 * the preflight holds against its name.
 */
export function planFollowers(
  tenant: TenantRecord,
  servers: readonly EndpointServerRecord[],
  { binding, rescue, certificateId }: Site,
): Followers {
  const wanted = servers
    .filter(({ state }) => state === 'authorized')
    .map((server) => {
      const own = server.inForce.certificateId;
      const desired = { ...server.inForce, binding, rescue };
      const needsOne = binding !== 'http' && own === null;
      return { tenant, server, desired: needsOne ? { ...desired, certificateId } : desired };
    })
    .filter(
      ({ server, desired }) => !isSameShare(server.saved, desired) || !isSameShare(server.inForce, desired),
    );
  const isLate = ({ server, desired }: (typeof wanted)[number]) =>
    server.lag !== null ||
    server.local?.outcome === 'seen' ||
    skipsInterim(server.inForce.binding, desired.binding);
  return { now: wanted.filter((one) => !isLate(one)), later: wanted.filter(isLate) };
}

function isSameShare(a: SharedPart, b: SharedPart): boolean {
  return a.binding === b.binding && a.rescue === b.rescue;
}

/** The site that is one lawful step nearer to the one that is saved. */
export function nextSite({ inForce, saved }: Pick<EndpointServerRecord, 'inForce' | 'saved'>): Site {
  return skipsInterim(inForce.binding, saved.binding) ? { ...saved, binding: 'http+https' } : saved;
}
