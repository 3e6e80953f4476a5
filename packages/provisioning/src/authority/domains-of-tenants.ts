import { outermostDomains } from '@causeway/certificates';
import { isTrialHostname, parseQualifiedHostname } from '@causeway/contract';
import { getPublicSuffix } from 'tldts';
import type { TenantRecord } from '../provisioning-store.ts';

/** Always among them: it never leaves a computer (RFC 6761 section 6.3), and a CA without any domain may issue for all. */
const TRIALS = 'localhost';

/** What the internal CA may issue for: the domains of all tenants, whatever they saved or serve, and names for trials. */
export function domainsOfTenants(
  tenants: readonly Pick<TenantRecord, 'saved' | 'inForce' | 'serving'>[],
): [string, ...string[]] {
  const hostnames = tenants.flatMap(({ saved, inForce, serving }) =>
    [saved, inForce, ...serving].map(({ hostname }) => hostname),
  );
  const domains = hostnames.filter(isQualified).map(domainOf);
  const [first = TRIALS, ...others] = outermostDomains([TRIALS, ...domains]);
  return [first, ...others];
}

/**
 * The parent of a hostname, so that the next hostname and a stand-alone endpoint server find room beside it; the
 * hostname itself where the parent is one that strangers register names under (`co.uk`, `com`, a hoster's domain).
 */
export function domainOf(hostname: string): string {
  if (isTrialHostname(hostname)) return TRIALS;
  const parent = hostname.slice(hostname.indexOf('.') + 1);
  return getPublicSuffix(parent, { allowPrivateDomains: true }) === parent ? hostname : parent;
}

/** A tenant with the binding `http` may have a bare name or an address, which no certificate is for. */
function isQualified(hostname: string): boolean {
  try {
    return parseQualifiedHostname(hostname) === hostname;
  } catch {
    return false;
  }
}
