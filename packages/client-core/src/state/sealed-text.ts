import { createHash } from 'node:crypto';

/** A value as it is written: JSON after its own SHA-256, so that a torn file is known for what it is. */
export function formatSealed(value: unknown): string {
  const body = `${JSON.stringify(value, null, 1)}\n`;
  return `${digestOf(body)}\n${body}`;
}

/** Undefined unless the text is whole. */
export function parseSealed(text: string): unknown {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end !== DIGEST_LENGTH || digestOf(body) !== text.slice(0, end)) return undefined;
  return JSON.parse(body);
}

const DIGEST_LENGTH = 64;

function digestOf(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}
