import type { GeneralName } from '../read/general-name.ts';
import type { NameConstraints, Subtree } from '../read/name-constraints.ts';
import type { ParsedCertificate } from '../read/parsed-certificate.ts';
import { type Finding, finding } from './finding.ts';
import { constrainedNames, formatGeneralName } from './names/constrained-names.ts';
import { isSameForm, matchesSubtree, type SubtreeMatch } from './names/matches-subtree.ts';
import { isSelfIssued } from './path/likely-issuer.ts';

/** Every name of a path against the constraints of every CA above it, the anchor's too (RFC 5280 section 6.1.4 (g)). */
export function checkNameConstraints(path: readonly ParsedCertificate[]): Finding[] {
  return path.flatMap((certificate, index) => {
    if (index > 0 && isSelfIssued(certificate)) return [];
    const names = constrainedNames(certificate, index === 0 ? 'leaf' : 'issuer');
    return path.slice(index + 1).flatMap((ca) => violations(names, certificate, ca));
  });
}

function violations(
  names: readonly GeneralName[],
  certificate: ParsedCertificate,
  ca: ParsedCertificate,
): Finding[] {
  const { nameConstraints } = ca;
  if (nameConstraints === undefined) return [];
  return names
    .filter((name) => !isAllowed(name, nameConstraints))
    .map((name) =>
      finding(
        'error',
        'CERTIFICATE_NAME_NOT_PERMITTED',
        `${formatGeneralName(name)} in ${certificate.subject || 'the server certificate'}`,
        `only names that ${ca.subject} may issue for: ${formatConstraints(nameConstraints)}`,
        'Have the certificate issued by a CA that may issue for every name in it, or leave the name out.',
      ),
    );
}

/** Permitted where any permitted subtree of its form holds it, or there is none; excluded by the first that holds it. */
function isAllowed(name: GeneralName, { permitted, excluded }: NameConstraints): boolean {
  const inside = matches(name, permitted);
  const outside = matches(name, excluded);
  if (inside.includes('unreadable') || outside.includes('unreadable')) return false;
  return (inside.length === 0 || inside.includes('within')) && !outside.includes('within');
}

function matches(name: GeneralName, subtrees: readonly Subtree[]): SubtreeMatch[] {
  return subtrees
    .filter(({ base }) => isSameForm(name, base))
    .map(({ base, isWhole }) => (isWhole ? matchesSubtree(name, base) : 'unreadable'));
}

function formatConstraints({ permitted, excluded }: NameConstraints): string {
  const list = (subtrees: readonly Subtree[]) =>
    subtrees.map(({ base }) => formatGeneralName(base) || 'everything').join(', ');
  return [permitted.length > 0 && list(permitted), excluded.length > 0 && `not ${list(excluded)}`]
    .filter(Boolean)
    .join('; ');
}
