import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { License } from './pages/about/licenses.ts';

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

/** What the lockfile says of everything that runs in production, by name. */
export async function readLicenses(root: string): Promise<License[]> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  // npm's lockfile, version 3: a package at each path.
  const packages = Object.entries(lock.packages as Readonly<Record<string, LockedPackage>>);
  const shipped = packages.flatMap(([path, { version, license, dev, link }]) => {
    const name = path.split('node_modules/').at(-1) ?? '';
    const isOurs = link === true || !path.startsWith('node_modules/') || name.startsWith('@causeway/');
    return isOurs || dev === true || version === undefined ? [] : [{ name, version, license: license ?? '' }];
  });
  return shipped.toSorted((one, other) => one.name.localeCompare(other.name));
}
