import type { ErrorDocument } from '@causeway/errors';

/** An error as a tired admin reads it: what happened, what was seen, what was expected, what to do. */
export function formatError({ code, message, seen, expected, hint }: ErrorDocument): string {
  const lines = [`${code}: ${message}`];
  if (seen !== undefined) lines.push(`  seen:     ${seen}`);
  if (expected !== undefined) lines.push(`  expected: ${expected}`);
  if (hint !== undefined) lines.push(`  remedy:   ${hint}`);
  return lines.join('\n');
}

export function formatTime(at: number | null): string {
  return at === null ? 'never' : new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
