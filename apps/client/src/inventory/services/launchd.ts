import type { Collector, RowOf } from '../collector.ts';

export const launchd: Collector = {
  name: 'services',
  async collect({ run }) {
    return { services: readLaunchd((await run('launchctl', 'list')) ?? '') };
  },
};

/** Windows of people and other things with a number of their own. */
const PASSING = /^(application\.|0x)|\.\d{4,}$|[0-9A-F]{8}-[0-9A-F]{4}/;

/** PID, status and label: what has no PID is there and does not run. */
export function readLaunchd(text: string): RowOf<'services'>[] {
  return text.split('\n').flatMap((line) => {
    const [pid, , name] = line.split('\t');
    if (name === undefined || name === 'Label' || name === '' || PASSING.test(name)) return [];
    return [{ name, state: pid === '-' ? 'stopped' : 'running' }];
  });
}
