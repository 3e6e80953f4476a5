import type { ParsedCertificate } from '../../read/parsed-certificate.ts';
import { isLikelyIssuer, looksSelfSigned } from './likely-issuer.ts';

/** OpenSSL gives up behind a hundred intermediates; a loop of CAs that certify one another ends here. */
const MAX_LENGTH = 102;

export interface BuiltPath {
  /** The leaf first, each followed by who is taken for its issuer. */
  readonly path: readonly ParsedCertificate[];
  /** Whether its last member is a self-signed one among the anchors. */
  readonly isAnchored: boolean;
}

interface Supply {
  /** What the server sends. */
  readonly served: readonly ParsedCertificate[];
  /** What the client trusts: roots, and whatever else it was given with them. */
  readonly anchors: readonly ParsedCertificate[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * The one path that OpenSSL builds (X509_verify_cert, trusted first, without partial chains): at each step it looks among
 * the anchors, then among what was served; once it took an anchor that is no root, it looks among the anchors alone. It
 * never goes back, so a wrong choice is final.
 */
export function buildPath(leaf: ParsedCertificate, supply: Supply): BuiltPath {
  const path = [leaf];
  let served = supply.served;
  for (let tip = leaf; path.length <= MAX_LENGTH; ) {
    const anchor = bestIssuer(tip, supply.anchors, supply.at);
    if (looksSelfSigned(tip)) return { path, isAnchored: anchor?.sha256 === tip.sha256 };
    if (anchor !== undefined && looksSelfSigned(anchor)) return { path: [...path, anchor], isAnchored: true };
    if (anchor !== undefined) served = [];
    const unused = served.filter((one) => !path.some(({ sha256 }) => sha256 === one.sha256));
    const next = anchor ?? bestIssuer(tip, unused, supply.at);
    if (next === undefined) break;
    path.push(next);
    tip = next;
  }
  return { path, isAnchored: false };
}

/** The first that is in date, or else the one that ends last. */
function bestIssuer(
  certificate: ParsedCertificate,
  candidates: readonly ParsedCertificate[],
  at: number,
): ParsedCertificate | undefined {
  const issuers = candidates.filter((candidate) => isLikelyIssuer(candidate, certificate));
  const inDate = issuers.find(({ notBefore, notAfter }) => at >= notBefore && at < notAfter);
  return inDate ?? issuers.reduce<ParsedCertificate | undefined>(later, undefined);
}

function later(best: ParsedCertificate | undefined, one: ParsedCertificate): ParsedCertificate {
  return best === undefined || one.notAfter > best.notAfter ? one : best;
}
