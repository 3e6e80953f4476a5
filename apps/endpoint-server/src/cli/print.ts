import type { Finding } from '@causeway/certificates';
import type { ErrorDocument } from '@causeway/errors';

const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text from anywhere as a terminal may show it: what would move the cursor or recolor is written as JSON escapes it. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

/** An error as a tired admin reads it: what happened, what was seen, what was expected, what to do. */
export function formatError({ code, message, seen, expected, hint }: ErrorDocument): string {
  const lines = [`${code}: ${message}`];
  if (seen !== undefined) lines.push(`  seen:     ${seen}`);
  if (expected !== undefined) lines.push(`  expected: ${expected}`);
  if (hint !== undefined) lines.push(`  remedy:   ${hint}`);
  return visible(lines.join('\n'));
}

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
