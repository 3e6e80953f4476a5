import { publicRoots } from '../read/find-anchor.ts';
import type { ParsedCertificate } from '../read/parsed-certificate.ts';
import { checkMembers } from './check-members.ts';
import { checkNameConstraints } from './check-name-constraints.ts';
import { checkPathEnd } from './check-path-end.ts';
import { checkSignatures } from './check-signatures.ts';
import { checkKeyStrength, checkSignatureStrength } from './check-strength.ts';
import { checkIssuerUsage } from './check-usage.ts';
import { checkInDate } from './check-validity.ts';
import type { Finding } from './finding.ts';
import { type BuiltPath, buildPath } from './path/build-path.ts';
import { isSelfIssued } from './path/likely-issuer.ts';

/** The way from the leaf to an anchor, as a client with these anchors walks it. */
export function checkChain(
  members: readonly ParsedCertificate[],
  anchors: readonly ParsedCertificate[] | undefined,
  at: number,
): Finding[] {
  const [leaf] = members;
  if (leaf === undefined) return [];
  const trusted = anchors ?? publicRoots();
  const built = buildPath(leaf, { served: members, anchors: trusted, at });
  return [
    ...checkMembers(leaf, members),
    ...checkPathEnd(built, [...members, ...trusted]),
    ...checkSignatures(built.path),
    ...checkIssuers(built, at),
    ...checkNameConstraints(built.path),
  ];
}

const ISSUER_CODES = { expired: 'CERTIFICATE_ISSUER_EXPIRED', early: 'CERTIFICATE_ISSUER_NOT_YET_VALID' };

function checkIssuers({ path, isAnchored }: BuiltPath, at: number): Finding[] {
  return path.flatMap((issuer, index) => {
    if (index === 0) return [];
    const isAnchor = isAnchored && index === path.length - 1;
    const below = path.slice(1, index).filter((one) => !isSelfIssued(one)).length;
    return [
      ...checkInDate(issuer, at, ISSUER_CODES),
      ...checkKeyStrength(issuer),
      // Nobody checks the signature of an anchor: it is trusted for what it is.
      ...(isAnchor ? [] : checkSignatureStrength(issuer)),
      ...checkIssuerUsage(issuer, { below, isAnchor }),
    ];
  });
}
