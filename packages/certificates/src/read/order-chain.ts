import { isSignedBy, type ParsedCertificate } from './parsed-certificate.ts';

export interface OrderedChain {
  /** Leaf first, each followed by its issuer, up to the self-signed one where it is present. */
  readonly path: readonly ParsedCertificate[];
  /** Members that sign nothing on that path. */
  readonly extra: readonly ParsedCertificate[];
}

/** Follows the signatures from `leaf` upwards; names alone prove nothing. */
export function orderChain(leaf: ParsedCertificate, members: readonly ParsedCertificate[]): OrderedChain {
  const path = [leaf];
  const rest = members.filter(({ sha256 }) => sha256 !== leaf.sha256);
  for (let tip = leaf; !tip.isSelfSigned; ) {
    const at = rest.findIndex((candidate) => isSignedBy(tip, candidate));
    const [issuer] = at === -1 ? [] : rest.splice(at, 1);
    if (issuer === undefined) break;
    path.push(issuer);
    tip = issuer;
  }
  return { path, extra: rest };
}

/** The certificates that nothing else among them was signed by, or that are alone. CAs only if there is no other. */
export function leavesOf(members: readonly ParsedCertificate[]): ParsedCertificate[] {
  const served = members.filter(({ isCa }) => !isCa);
  if (served.length > 0) return served;
  return members.filter((one) => !members.some((other) => other !== one && isSignedBy(other, one)));
}
