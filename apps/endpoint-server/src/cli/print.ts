import type { Finding } from '@causeway/certificates';
import { visible } from '@causeway/errors';

export function formatTime(at: number | null): string {
  return at === null ? 'never' : new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** What a test found, one paragraph each, errors first as they come. */
export function formatFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'Nothing is wrong.';
  const paragraphs = findings.map(({ severity, code, seen, expected, remedy }) =>
    [
      `${severity.toUpperCase()} ${code}`,
      `  seen:     ${seen}`,
      `  expected: ${expected}`,
      `  remedy:   ${remedy}`,
    ].join('\n'),
  );
  return visible(paragraphs.join('\n'));
}
