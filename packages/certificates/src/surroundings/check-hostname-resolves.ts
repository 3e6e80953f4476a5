import { lookup as systemLookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import { isTrialHostname } from '@causeway/contract';
import { type Finding, finding } from '../check/finding.ts';

export interface Resolving {
  readonly lookup?: (hostname: string) => Promise<readonly string[]>;
  readonly localAddresses?: readonly string[];
}

/**
 * Whether clients that ask the same DNS as this machine come here. A warning only: behind a load balancer or NAT,
 * the name rightly leads elsewhere. Names under localhost lead to loopback by themselves (RFC 6761 section 6.3).
 */
export async function checkHostnameResolves(hostname: string, resolving: Resolving = {}): Promise<Finding[]> {
  if (isTrialHostname(hostname)) return [];
  const { lookup = lookupAll, localAddresses = ownAddresses() } = resolving;
  const addresses = await lookup(hostname).catch(() => []);
  if (addresses.some((address) => localAddresses.includes(address))) return [];
  const seen =
    addresses.length === 0
      ? `${hostname} does not resolve`
      : `${hostname} resolves to ${addresses.join(', ')}`;
  return [
    finding(
      'warning',
      'HOSTNAME_DOES_NOT_RESOLVE_HERE',
      seen,
      `one of ${localAddresses.join(', ')}`,
      'Point the DNS name to this machine, unless a proxy or NAT in between leads it here.',
    ),
  ];
}

/** The resolver gives up by itself after its configured tries; this is the longest that a preflight waits for it. */
const LOOKUP_LIMIT_MS = 5000;

async function lookupAll(hostname: string): Promise<readonly string[]> {
  const limit = Promise.withResolvers<never>();
  const timer = setTimeout(() => limit.reject(new Error('no answer in time')), LOOKUP_LIMIT_MS);
  try {
    const found = await Promise.race([systemLookup(hostname, { all: true }), limit.promise]);
    return found.map(({ address }) => address);
  } finally {
    clearTimeout(timer);
  }
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
}
