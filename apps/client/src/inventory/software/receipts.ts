import type { SoftwareItem } from '@causeway/contract/inventory';
import type { Collector } from '../collector.ts';
import { knownCount, knownText, rowOf } from '../known.ts';

/** Parts of the system itself: its version says it all. */
const OF_THE_SYSTEM = /^com\.apple\./;
/** A Mac with a whole office on it has some hundred; each takes a program to ask. */
const MOST_RECEIPTS = 1_000;

/** Packages of a Mac, by the receipts that their installation left. */
export const receipts: Collector = {
  name: 'software receipts',
  async collect({ run }) {
    const listed = (await run('pkgutil', '--pkgs')) ?? '';
    const ids = listed.split('\n').filter((id) => id !== '' && !OF_THE_SYSTEM.test(id));
    const software: SoftwareItem[] = [];
    for (const id of ids.slice(0, MOST_RECEIPTS))
      software.push(...readReceipt((await run('pkgutil', '--pkg-info', id)) ?? ''));
    return { software };
  },
};

export function readReceipt(text: string): SoftwareItem[] {
  const field = (name: string) => knownText(new RegExp(`^${name}: (.+)$`, 'm').exec(text)?.[1]);
  const name = field('package-id');
  const seconds = knownCount(field('install-time'));
  if (name === undefined) return [];
  const installedAt = seconds === undefined ? undefined : seconds * 1000;
  return [rowOf<SoftwareItem>({ name, source: 'pkg', version: field('version'), installedAt })];
}
