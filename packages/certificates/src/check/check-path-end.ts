import type { ParsedCertificate } from '../read/parsed-certificate.ts';
import { isSameName } from '../read/read-name.ts';
import { type Finding, finding } from './finding.ts';
import type { BuiltPath } from './path/build-path.ts';
import { looksSelfSigned } from './path/likely-issuer.ts';

/** Why a path does not reach a trust anchor. `available` is everything that an issuer was looked for in. */
export function checkPathEnd(
  { path, isAnchored }: BuiltPath,
  available: readonly ParsedCertificate[],
): Finding[] {
  const tip = path.at(-1);
  if (isAnchored || tip === undefined) return [];
  return [looksSelfSigned(tip) ? untrusted(tip) : incomplete(tip, available)];
}

function untrusted(tip: ParsedCertificate): Finding {
  return finding(
    'error',
    'CERTIFICATE_ANCHOR_UNTRUSTED',
    `the chain ends at ${tip.subject}`,
    'a trust anchor that clients have',
    'Give this root as the anchor, so that it is published to clients, or use a certificate of a CA that they trust.',
  );
}

function incomplete(tip: ParsedCertificate, available: readonly ParsedCertificate[]): Finding {
  const hasNamesake = available.some(({ subjectName }) => isSameName(subjectName, tip.issuerName));
  const namesake = hasNamesake ? `; the certificate of that name here has another key or identifier` : '';
  return finding(
    'error',
    'CERTIFICATE_CHAIN_INCOMPLETE',
    `the chain ends at ${tip.subject}, issued by ${tip.issuer}${namesake}`,
    `the certificate of ${tip.issuer}`,
    'Add the missing intermediate certificates, and the root of a private CA as the anchor.',
  );
}
