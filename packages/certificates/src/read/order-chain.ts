import { isSignedBy, type ParsedCertificate } from './parsed-certificate.ts';

/** A member, and how the signatures lead to it. */
export interface Way {
  readonly tip: ParsedCertificate;
  /** From the leaf to the tip, each followed by its issuer. */
  readonly path: readonly ParsedCertificate[];
}

export interface OrderedChain {
  /**
   * The shortest way to each member that there is a way to, shorter ones first. The tips are a path and its
   * cross-certificates (of one name and key with a member of the path, by another issuer), and what leads on from them.
   */
  readonly ways: readonly Way[];
  /** The shortest way to a self-signed member, or without one the longest way that there is. */
  readonly path: readonly ParsedCertificate[];
  /** Members that signed nothing of all this. */
  readonly foreign: readonly ParsedCertificate[];
}

/**
 * Follows the signatures from `leaf` upwards; names alone prove nothing. Of ways of one length, the one over longer-lasting
 * issuers comes first: the order of `members` does not matter.
 */
export function orderChain(leaf: ParsedCertificate, members: readonly ParsedCertificate[]): OrderedChain {
  const ways = waysUp(leaf, members);
  const height = Math.max(...ways.map(({ path }) => path.length));
  const way = ways.find(({ tip }) => tip.isSelfSigned) ?? ways.find(({ path }) => path.length === height);
  const reached = new Set(ways.map(({ tip }) => tip.sha256));
  return {
    ways,
    path: way?.path ?? [leaf],
    foreign: members.filter(({ sha256 }) => !reached.has(sha256)),
  };
}

/** A loop of CAs that certify one another ends where it began. */
function waysUp(leaf: ParsedCertificate, members: readonly ParsedCertificate[]): Way[] {
  const ways: Way[] = [{ tip: leaf, path: [leaf] }];
  let rest = members.filter(({ sha256 }) => sha256 !== leaf.sha256).sort(longestLastingFirst);
  // Grows while it is walked: first in, first out.
  for (const { tip, path } of ways) {
    const issuers = rest.filter((candidate) => isSignedBy(tip, candidate));
    ways.push(...issuers.map((issuer) => ({ tip: issuer, path: [...path, issuer] })));
    rest = rest.filter((candidate) => !issuers.includes(candidate));
  }
  return ways;
}

function longestLastingFirst(a: ParsedCertificate, b: ParsedCertificate): number {
  return b.notAfter - a.notAfter || (a.sha256 < b.sha256 ? -1 : 1);
}

/** The certificates that nothing else among them was signed by, or that are alone. CAs only if there is no other. */
export function leavesOf(members: readonly ParsedCertificate[]): ParsedCertificate[] {
  const served = members.filter(({ isCa }) => !isCa);
  if (served.length > 0) return served;
  return members.filter((one) => !members.some((other) => other !== one && isSignedBy(other, one)));
}
