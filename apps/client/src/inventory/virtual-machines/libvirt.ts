import { stat } from 'node:fs/promises';
import type { Collector, RowOf } from '../collector.ts';
import { knownCount, knownText, rowOf } from '../known.ts';

/** Of its daemons, the older and the newer: without one there is nobody to ask. */
const SOCKETS = ['/var/run/libvirt/libvirt-sock-ro', '/var/run/libvirt/virtqemud-sock-ro'];
const ASK = ['--readonly', '--connect', 'qemu:///system'];

export const libvirt: Collector = {
  name: 'virtualMachines libvirt',
  async collect({ run }) {
    const found = await Promise.all(SOCKETS.map((file) => stat(file).catch(() => undefined)));
    if (found.every((one) => one === undefined)) return {};
    const listed = (await run('virsh', ...ASK, 'list', '--all', '--name')) ?? '';
    const virtualMachines: RowOf<'virtualMachines'>[] = [];
    for (const name of listed.split('\n').filter((line) => line.trim() !== ''))
      virtualMachines.push(...readDomain((await run('virsh', ...ASK, 'dominfo', name.trim())) ?? ''));
    return { virtualMachines };
  },
};

/** As `virsh dominfo` prints it. */
export function readDomain(text: string): RowOf<'virtualMachines'>[] {
  const field = (name: string) => knownText(new RegExp(`^${name}: +(.+)$`, 'm').exec(text)?.[1]);
  const name = field('Name');
  if (name === undefined) return [];
  return [
    rowOf<RowOf<'virtualMachines'>>({
      ...{
        name,
        kind: `libvirt ${field('OS Type') ?? ''}`.trim(),
        state: field('State'),
        uuid: field('UUID'),
      },
      cpus: knownCount(field('CPU\\(s\\)')),
      memoryBytes: knownCount(Number(/^\d+/.exec(field('Max memory') ?? '')?.[0] ?? 0) * 1024),
    }),
  ];
}
