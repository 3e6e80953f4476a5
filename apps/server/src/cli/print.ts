import type { ErrorDocument } from '@causeway/errors';

const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Text from anywhere as a terminal may show it: what would move the cursor, recolor or reorder is written as JSON
 * escapes it, so that JSON stays the same JSON.
 */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

/** Rows under their headings, columns as wide as their widest cell. */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** An error as a tired admin reads it: what happened, what was seen, what was expected, what to do. */
export function formatError({ code, message, seen, expected, hint }: ErrorDocument): string {
  const lines = [`${code}: ${message}`];
  if (seen !== undefined) lines.push(`  seen:     ${indent(seen)}`);
  if (expected !== undefined) lines.push(`  expected: ${indent(expected)}`);
  if (hint !== undefined) lines.push(`  remedy:   ${indent(hint)}`);
  return lines.join('\n');
}

export function formatTime(at: number | null): string {
  return at === null ? 'never' : new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

function indent(text: string): string {
  return text.replaceAll('\n', '\n            ');
}
