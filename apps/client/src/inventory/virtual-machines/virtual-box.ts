import { type Systeminformation, vboxInfo } from 'systeminformation';
import type { Collector, RowOf } from '../collector.ts';
import { knownCount, knownText, rowOf } from '../known.ts';

/** Those of the user that this runs as. */
export const virtualBox: Collector = {
  name: 'virtualMachines VirtualBox',
  async collect({ inTime }) {
    return { virtualMachines: readVirtualBox(await inTime(vboxInfo())) };
  },
};

type Machine = Pick<Systeminformation.VboxInfoData, 'name' | 'id' | 'running' | 'cpus' | 'memory'>;

export function readVirtualBox(machines: readonly Machine[]): RowOf<'virtualMachines'>[] {
  return machines.flatMap(({ name, id, running, cpus, memory }) => {
    const known = knownText(name);
    if (known === undefined) return [];
    return rowOf<RowOf<'virtualMachines'>>({
      ...{ name: known, kind: 'VirtualBox', state: running ? 'running' : 'stopped' },
      ...{ uuid: knownText(id)?.toLowerCase(), cpus: knownCount(cpus) },
      memoryBytes: knownCount(memory * MEBIBYTE),
    });
  });
}

const MEBIBYTE = 1024 * 1024;
