import { resolve } from 'node:path';

/** Beside the data folder and not in it: who copies the folder has no key to it. */
export function defaultKeyFile(data: string): string {
  return `${resolve(data)}.key`;
}
