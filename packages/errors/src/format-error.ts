import type { ErrorDocument } from './causeway-error.ts';

/** An error as a tired admin reads it: what happened, what was seen, what was expected, what to do. */
export function formatError({ code, message, seen, expected, hint }: ErrorDocument): string {
  const lines = [`${code}: ${message}`];
  if (seen !== undefined) lines.push(`  seen:     ${indent(seen)}`);
  if (expected !== undefined) lines.push(`  expected: ${indent(expected)}`);
  if (hint !== undefined) lines.push(`  remedy:   ${indent(hint)}`);
  return lines.join('\n');
}

function indent(text: string): string {
  return text.replaceAll('\n', '\n            ');
}
