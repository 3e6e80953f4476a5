import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Held } from '../verify-config.ts';

/** What a verifier must hold for the golden files, and the time it must take it to be. Public keys only. */
export interface GoldenHeld {
  readonly held: Held;
  readonly now: string;
}

export interface GoldenFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export const goldenFolder = join(import.meta.dirname, '..', 'golden');

export function readGoldenHeld(): GoldenHeld {
  return JSON.parse(readFileSync(join(goldenFolder, 'held.json'), 'utf8'));
}

/** Files of `valid`, or of `refused`, where each is named after its code. */
export function readGoldenFiles(kind: 'valid' | 'refused'): GoldenFile[] {
  const folder = join(goldenFolder, kind);
  return readdirSync(folder).map((file) => ({
    name: basename(file, '.ini'),
    bytes: readFileSync(join(folder, file)),
  }));
}
