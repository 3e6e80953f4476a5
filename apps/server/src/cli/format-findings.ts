import type { FindingView } from '@causeway/contract/admin';
import type { Static } from 'typebox';

type Finding = Static<typeof FindingView>;

/** Findings of a preflight, one paragraph each, errors first as they come. */
export function formatFindings(findings: readonly Finding[]): string {
  return findings
    .map(({ severity, code, seen, expected, remedy }) =>
      [
        `${severity.toUpperCase()} ${code}`,
        `  seen:     ${seen}`,
        `  expected: ${expected}`,
        `  remedy:   ${remedy}`,
      ].join('\n'),
    )
    .join('\n');
}
