/** One thing that a preflight has to say. Errors stop a change; warnings and notices are shown. */
export interface Finding {
  readonly severity: 'error' | 'warning' | 'notice';
  readonly code: string;
  readonly seen: string;
  readonly expected: string;
  readonly remedy: string;
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

export function finding(
  severity: Finding['severity'],
  code: string,
  seen: string,
  expected: string,
  remedy: string,
): Finding {
  return { severity, code, seen, expected, remedy };
}
