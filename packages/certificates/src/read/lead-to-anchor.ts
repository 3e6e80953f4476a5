import { certificateErrors } from '../errors.ts';
import { findPublicRoot } from './find-anchor.ts';
import { orderChain, type Way } from './order-chain.ts';
import { isSignedBy, type ParsedCertificate } from './parsed-certificate.ts';

export interface AnchoredChain {
  /** Leaf first, the path to the anchor, then what leads other clients to theirs. Without roots and without the anchor. */
  readonly served: readonly ParsedCertificate[];
  readonly anchor: ParsedCertificate;
}

/**
 * Which trust anchor the leaf leads to, and over what. The anchor is the one that is wanted; else the self-signed root among
 * the members; else a public root. Of several roots it is the one that the leaf's shortest path leads to, of equally near ones
 * the one whose path lasts longest. Cross-certificates are kept: they are served after the path, nearest to the leaf first,
 * since a client takes the first issuer that it meets (and OpenSSL's never go back to try another).
 * @throws CERTIFICATE_CHAIN_FOREIGN, CERTIFICATE_CHAIN_INCOMPLETE
 */
export function leadToAnchor(
  leaf: ParsedCertificate,
  members: readonly ParsedCertificate[],
  wanted: ParsedCertificate | undefined,
): AnchoredChain {
  const { ways, path, foreign } = orderChain(leaf, members);
  if (foreign.length > 0) throw chainForeign(foreign);
  for (const anchorOf of endsOf(wanted)) {
    for (const way of ways) {
      const anchor = anchorOf(way.tip);
      if (anchor !== undefined) return { served: servedOf(way, ways, anchor), anchor };
    }
  }
  throw chainIncomplete(path.at(-1) ?? leaf, wanted);
}

/** The anchor right above a member, or the member itself. */
type AnchorOf = (member: ParsedCertificate) => ParsedCertificate | undefined;

function endsOf(wanted: ParsedCertificate | undefined): AnchorOf[] {
  if (wanted !== undefined) return [(member) => (isSignedBy(member, wanted) ? wanted : undefined)];
  return [(member) => (member.isSelfSigned ? member : undefined), findPublicRoot];
}

/** A leaf that is its own anchor is served all the same. */
function servedOf({ path }: Way, ways: readonly Way[], anchor: ParsedCertificate): ParsedCertificate[] {
  const beside = ways.map(({ tip }) => tip).filter((tip) => !path.includes(tip));
  return [...path, ...beside].filter(
    (one, index) => index === 0 || (!one.isSelfSigned && one.sha256 !== anchor.sha256),
  );
}

function chainForeign(foreign: readonly ParsedCertificate[]): Error {
  return certificateErrors.error('CERTIFICATE_CHAIN_FOREIGN', {
    seen: foreign.map(({ subject }) => subject).join('; '),
    expected: 'only certificates that lead from the server certificate to its root, or to another root',
  });
}

function chainIncomplete(tip: ParsedCertificate, wanted: ParsedCertificate | undefined): Error {
  return certificateErrors.error('CERTIFICATE_CHAIN_INCOMPLETE', {
    seen: `the chain ends at ${tip.subject}, issued by ${tip.issuer}`,
    expected:
      wanted === undefined ? `the certificate of ${tip.issuer}` : `a chain that leads to ${wanted.subject}`,
  });
}
