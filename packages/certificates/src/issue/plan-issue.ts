import type { Authority } from '../authority-store.ts';
import { certificateErrors } from '../errors.ts';
import { isWithin } from './domain-constraints.ts';
import { INTERMEDIATE_VALID_MS } from './make-authority.ts';

/** A root with less than this ahead is followed by a new one, so that its last certificates never end abruptly. */
const ROOT_RENEWAL_MS = 366 * 86_400_000;

export interface IssueWish {
  readonly hostnames: readonly string[];
  /** What the internal CA may issue for: the domains of all tenants. */
  readonly domains: Domains;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly validMs: number;
}

/** What to do next on the way to a certificate of the internal CA. */
export type IssuePlan =
  | { readonly kind: 'make-root'; readonly generation: number }
  | {
      readonly kind: 'make-intermediate';
      readonly generation: number;
      readonly root: Authority;
      /** Those that the wish needs, and no other tenant's. */
      readonly domains: Domains;
    }
  | {
      readonly kind: 'issue';
      readonly root: Authority;
      readonly intermediate: Authority;
      /** As asked for, but no longer than the intermediate. */
      readonly notAfter: number;
    };

/**
 * The newest root serves as long as it lasts, and under it the newest intermediate for just the domains that are needed:
 * clients of one tenant do not learn the names of the others. What clients trust, the root, is one for all.
 * @throws CERTIFICATE_OUTSIDE_DOMAINS before anything is made
 */
export function planIssue(authorities: readonly Authority[], wish: IssueWish): IssuePlan {
  refuseOutside(wish);
  const { now, validMs } = wish;
  const generation = (authorities.at(-1)?.generation ?? 0) + 1;
  const root = authorities.findLast(({ role }) => role === 'root');
  if (root === undefined || root.notAfter - now < ROOT_RENEWAL_MS) return { kind: 'make-root', generation };
  const end = Math.min(now + validMs, now + INTERMEDIATE_VALID_MS, root.notAfter);
  const needed = domainsFor(wish);
  const intermediate = authorities.findLast(
    (one) =>
      one.role === 'intermediate' && one.issuerSha256 === root.sha256 && isSameSet(one.domains, needed),
  );
  const isFit =
    intermediate !== undefined &&
    // Certificates count in whole seconds.
    intermediate.notAfter >= Math.floor(end / 1000) * 1000;
  if (!isFit) return { kind: 'make-intermediate', generation, root, domains: needed };
  return { kind: 'issue', root, intermediate, notAfter: Math.min(end, intermediate.notAfter) };
}

type Domains = readonly [string, ...string[]];

/** At least one, because no hostname is outside of all. */
function domainsFor({ hostnames, domains }: IssueWish): Domains {
  const [first = domains[0], ...others] = domains.filter((domain) =>
    hostnames.some((hostname) => isWithin(hostname, [domain])),
  );
  return [first, ...others];
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((domain) => other.includes(domain));
}

function refuseOutside({ hostnames, domains }: IssueWish): void {
  const outside = hostnames.filter((hostname) => !isWithin(hostname, domains));
  if (outside.length === 0) return;
  throw certificateErrors.error('CERTIFICATE_OUTSIDE_DOMAINS', {
    seen: outside.join(', '),
    expected: `names in ${domains.join(', ')}`,
    details: { outside, domains },
  });
}
