import type { SoftwareItem } from '@causeway/contract/inventory';
import type { Collector } from '../collector.ts';
import { knownText, rowOf } from '../known.ts';

export const snap: Collector = {
  name: 'software snap',
  async collect({ run, read }) {
    // Without its daemon there is no snap; its program alone waits for it in vain.
    if ((await read('/var/lib/snapd/state.json').catch(() => '')) === undefined) return {};
    return { software: readSnap((await run('snap', 'list', '--unicode=never', '--color=never')) ?? '') };
  },
};

/** Name, version, revision, channel, publisher, notes; a check mark follows publishers that are verified. */
export function readSnap(text: string): SoftwareItem[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [name, version, , , publisher] = line.split(/ +/).map(knownText);
      if (name === undefined || version === undefined) return [];
      const maker = publisher?.replace(/[*✓✪]+$/u, '');
      return rowOf<SoftwareItem>({
        name,
        source: 'snap',
        version,
        publisher: maker === '-' ? undefined : maker,
      });
    });
}
