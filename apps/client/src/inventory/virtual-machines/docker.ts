import { stat } from 'node:fs/promises';
import { dockerContainers, type Systeminformation } from 'systeminformation';
import type { Collector, RowOf } from '../collector.ts';
import { knownText, rowOf } from '../known.ts';

const SOCKET = '/var/run/docker.sock';

/** Containers, where the socket of their daemon is there. */
export const docker: Collector = {
  name: 'virtualMachines Docker',
  async collect({ inTime }) {
    if ((await stat(SOCKET).catch(() => undefined)) === undefined) return {};
    return { virtualMachines: readContainers(await inTime(dockerContainers(true))) };
  },
};

type Container = Pick<Systeminformation.DockerContainerData, 'id' | 'name' | 'state'>;

export function readContainers(containers: readonly Container[]): RowOf<'virtualMachines'>[] {
  return containers.flatMap(({ id, name, state }) => {
    const known = knownText(name) ?? knownText(id);
    if (known === undefined) return [];
    const kind = 'Docker container';
    return rowOf<RowOf<'virtualMachines'>>({
      name: known,
      kind,
      state: knownText(state),
      uuid: knownText(id),
    });
  });
}
