import { keyIdOf, VAULT_KEY_BYTES } from '@causeway/store';
import { serverErrors } from '../errors.ts';

const LINE = /^causeway-installation-key v1 ([\w-]{43}) [0-9a-f]{16}\r?\n?$/;

/** One line: what it is, its version, the key in base64url, and its id as a check on the rest. */
export function formatKey(key: Uint8Array): string {
  return `causeway-installation-key v1 ${Buffer.from(key).toString('base64url')} ${keyIdOf(key)}\n`;
}

/** `file` names the culprit. @throws INSTALLATION_KEY_DAMAGED, without a word of what the file holds */
export function parseKey(text: string, file: string): Buffer {
  const [, encoded = ''] = LINE.exec(text) ?? [];
  const key = Buffer.from(encoded, 'base64url');
  // Base64 has spare bits at its end: only the text that we would write is whole.
  if (key.length === VAULT_KEY_BYTES && formatKey(key).trimEnd() === text.trimEnd()) return key;
  throw serverErrors.error('INSTALLATION_KEY_DAMAGED', {
    seen: `${file}: ${text.length} characters that are no whole installation key`,
    expected: 'the one line that Causeway wrote, unchanged',
  });
}
