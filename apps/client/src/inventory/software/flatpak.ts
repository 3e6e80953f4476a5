import type { SoftwareItem } from '@causeway/contract/inventory';
import type { Collector } from '../collector.ts';
import { knownText, rowOf } from '../known.ts';

/** Applications and runtimes that are there for everybody. */
export const flatpak: Collector = {
  name: 'software flatpak',
  async collect({ run }) {
    const columns = '--columns=application,version,arch,origin,branch';
    return { software: readFlatpak((await run('flatpak', 'list', '--system', columns)) ?? '') };
  },
};

/** Tab-separated. A runtime has no version of its own, and is told apart by its branch. */
export function readFlatpak(text: string): SoftwareItem[] {
  return text.split('\n').flatMap((line) => {
    const [application, version, architecture, origin, branch] = line.split('\t').map(knownText);
    // Some versions print the titles of the columns first.
    if (application === undefined || application === 'Application ID') return [];
    return rowOf<SoftwareItem>({
      ...{ name: application, source: 'flatpak', version: version ?? branch },
      ...{ architecture, publisher: origin },
    });
  });
}
