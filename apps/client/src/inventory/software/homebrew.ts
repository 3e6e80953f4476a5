import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SoftwareItem } from '@causeway/contract/inventory';
import type { Collector } from '../collector.ts';

/** On Apple's chips, on Intel's, and on Linux. */
const PREFIXES = ['/opt/homebrew', '/usr/local', '/home/linuxbrew/.linuxbrew'];
const KINDS = ['Cellar', 'Caskroom'];

/** By its folders, one for each version of each formula: its program refuses to run with the rights of the system. */
export const homebrew: Collector = {
  name: 'software homebrew',
  async collect() {
    const folders = PREFIXES.flatMap((prefix) => KINDS.map((kind) => join(prefix, kind)));
    return { software: (await Promise.all(folders.map(readCellar))).flat() };
  },
};

/** What stands in a folder of formulas with their versions; nothing when there is none. */
export async function readCellar(folder: string): Promise<SoftwareItem[]> {
  const software: SoftwareItem[] = [];
  for (const name of await namesIn(folder)) {
    for (const version of await namesIn(join(folder, name)))
      software.push({ name, version, source: 'homebrew' });
  }
  return software;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((one) => one.isDirectory() && !one.name.startsWith('.')).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
