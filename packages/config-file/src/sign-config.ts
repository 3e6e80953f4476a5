import { type KeyObject, sign } from 'node:crypto';
import type { ConfigFile } from './config.ts';
import { formatConfig } from './format-config.ts';
import { parseConfig } from './parse-config.ts';

export interface SigningPair {
  readonly id: string;
  /** Ed25519. */
  readonly privateKey: KeyObject;
}

/**
 * The signed file. `next` signs beside `current` exactly while the config announces it.
 * @throws the code for which a client would refuse the file: what is published was read back first.
 */
export function signConfig(
  config: ConfigFile,
  { current, next }: { readonly current: SigningPair; readonly next?: SigningPair | undefined },
): string {
  const once = addSignature(formatConfig(config), 'Signature', current);
  const file = next === undefined ? once : addSignature(once, 'Signature.2', next);
  parseConfig(file);
  return file;
}

function addSignature(text: string, section: string, { id, privateKey }: SigningPair): string {
  const value = sign(null, Buffer.from(text), privateKey).toString('base64');
  return `${text}[${section}]\nAlgorithm=ed25519\nKey=${id}\nValue=${value}\n`;
}
