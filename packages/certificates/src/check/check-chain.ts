import { findPublicRoot } from '../read/find-anchor.ts';
import { orderChain } from '../read/order-chain.ts';
import { isSignedBy, type ParsedCertificate } from '../read/parsed-certificate.ts';
import { checkKeyStrength, checkSignatureStrength } from './check-strength.ts';
import { checkIssuerUsage } from './check-usage.ts';
import { checkInDate } from './check-validity.ts';
import { type Finding, finding } from './finding.ts';

/** The way from the leaf to an anchor, as a client with these anchors would walk it. */
export function checkChain(
  members: readonly ParsedCertificate[],
  anchors: readonly ParsedCertificate[] | undefined,
  at: number,
): Finding[] {
  const [leaf] = members;
  if (leaf === undefined) return [];
  const { path, extra } = orderChain(leaf, members);
  const walked = walkToAnchor(path, anchors);
  return [...checkMembers(members, path, extra), ...walked.findings, ...checkIssuers(leaf, walked.path, at)];
}

interface Walked {
  /** With the anchor at its end where there is one. */
  readonly path: readonly ParsedCertificate[];
  readonly findings: readonly Finding[];
}

function walkToAnchor(
  path: readonly ParsedCertificate[],
  anchors: readonly ParsedCertificate[] | undefined,
): Walked {
  for (const [index, one] of path.entries()) {
    const anchor = anchorFor(one, anchors);
    if (anchor === undefined) continue;
    const upTo = path.slice(0, index + 1);
    return { path: anchor.sha256 === one.sha256 ? upTo : [...upTo, anchor], findings: [] };
  }
  const tip = path.at(-1);
  if (tip === undefined) return { path, findings: [] };
  if (!tip.isSelfSigned) {
    return {
      path,
      findings: [
        finding(
          'error',
          'CERTIFICATE_CHAIN_INCOMPLETE',
          `the chain ends at ${tip.subject}`,
          `the certificate of ${tip.issuer}`,
          'Add the missing intermediate certificates, and the root of a private CA as the anchor.',
        ),
      ],
    };
  }
  return {
    path,
    findings: [
      finding(
        'error',
        'CERTIFICATE_ANCHOR_UNTRUSTED',
        `the chain ends at ${tip.subject}`,
        'a trust anchor that clients have',
        'Give this root as the anchor, so that it is published to clients, or use a certificate of a CA that they trust.',
      ),
    ],
  };
}

/** Only self-signed anchors end a path: Node's clients do not accept a partial chain. */
function anchorFor(
  one: ParsedCertificate,
  anchors: readonly ParsedCertificate[] | undefined,
): ParsedCertificate | undefined {
  if (anchors === undefined) return findPublicRoot(one);
  const roots = anchors.filter(({ isSelfSigned }) => isSelfSigned);
  return roots.find(
    (anchor) => anchor.sha256 === one.sha256 || (!one.isSelfSigned && isSignedBy(one, anchor)),
  );
}

function checkIssuers(leaf: ParsedCertificate, path: readonly ParsedCertificate[], at: number): Finding[] {
  const codes = { expired: 'CERTIFICATE_ISSUER_EXPIRED', early: 'CERTIFICATE_ISSUER_NOT_YET_VALID' };
  const issuers = path.filter(({ sha256 }) => sha256 !== leaf.sha256);
  return issuers.flatMap((issuer, below) => [
    ...checkInDate(issuer, at, codes),
    ...checkKeyStrength(issuer),
    // Nobody checks the signature of an anchor: it is trusted for what it is.
    ...(issuer.isSelfSigned ? [] : checkSignatureStrength(issuer)),
    ...checkIssuerUsage(issuer, below),
  ]);
}

function checkMembers(
  members: readonly ParsedCertificate[],
  path: readonly ParsedCertificate[],
  extra: readonly ParsedCertificate[],
): Finding[] {
  const findings: Finding[] = [];
  if (extra.length > 0) {
    const seen = extra.map(({ subject }) => subject).join('; ');
    findings.push(
      finding(
        'warning',
        'CERTIFICATE_CHAIN_FOREIGN',
        seen,
        'only the chain of the server certificate',
        'Remove these certificates: they cost every handshake time and help nobody.',
      ),
    );
  }
  const served = members.filter((one) => !extra.includes(one));
  if (served.some((one, index) => one !== path[index])) {
    findings.push(
      finding(
        'warning',
        'CERTIFICATE_CHAIN_UNORDERED',
        served.map(({ subject }) => subject).join('; '),
        path.map(({ subject }) => subject).join('; '),
        'Import the file: Causeway puts the chain in order. Old clients refuse the wrong order (RFC 5246 section 7.4.2).',
      ),
    );
  }
  return findings;
}
