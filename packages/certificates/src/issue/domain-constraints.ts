import { implicit } from '../der/write-der.ts';
import { nameConstraints } from './extensions.ts';

/** An address and its mask, all zero: every address of the family (RFC 5280 section 4.2.1.10). */
const EVERY_IPV4 = Buffer.alloc(8);
const EVERY_IPV6 = Buffer.alloc(32);

/**
 * Critical nameConstraints of a CA that issues for these domains and the names below them, and for no address.
 * At least one domain: without a permitted one, every name would be.
 */
export function domainConstraints(domains: readonly [string, ...string[]]): Buffer {
  const addresses = [EVERY_IPV4, EVERY_IPV6].map((every) => implicit(7, every));
  return nameConstraints(domains, addresses);
}

/** Whether a hostname, or a wildcard, lies in one of the domains, as a client reads nameConstraints. */
export function isWithin(hostname: string, domains: readonly string[]): boolean {
  const name = hostname.replace(/^\*\./, '');
  return domains.some((domain) => name === domain || name.endsWith(`.${domain}`));
}

/** The same reach in as few domains as can be, in order of the alphabet. */
export function outermostDomains(domains: readonly string[]): string[] {
  const all = [...new Set(domains)];
  return all.filter((one) => !all.some((other) => other !== one && isWithin(one, [other]))).sort();
}
