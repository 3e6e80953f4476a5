import { fsSize, type Systeminformation } from 'systeminformation';
import type { Collector, RowOf } from './collector.ts';
import { knownCount, knownLabel, knownText, rowOf } from './known.ts';

export const fileSystems: Collector = {
  name: 'fileSystems',
  async collect({ inTime }) {
    return { fileSystems: readFileSystems(await inTime(fsSize())) };
  },
};

/** What comes and goes with containers and packages, and what is memory. */
const PASSING_KINDS =
  /^(tmpfs|devtmpfs|overlay|overlayfs|squashfs|nsfs|proc|sysfs|autofs|fuse\.|efivarfs|devfs)/;
const PASSING_MOUNTS =
  /^(\/(var\/)?snap\/|\/var\/lib\/(docker|containers|kubelet|lxd)\/|\/run\/|\/proc\/|\/sys\/|\/System\/Volumes\/|\/private\/var\/vm)/;

type FileSystem = Pick<Systeminformation.FsSizeData, 'fs' | 'type' | 'size' | 'available' | 'mount'>;

export function readFileSystems(listed: readonly FileSystem[]): RowOf<'fileSystems'>[] {
  return listed.flatMap(({ fs, type, size, available, mount }) => {
    const at = knownText(mount);
    if (at === undefined || PASSING_KINDS.test(type) || PASSING_MOUNTS.test(at)) return [];
    const sizeBytes = knownCount(size);
    return rowOf<RowOf<'fileSystems'>>({
      mount: at,
      device: knownText(fs),
      kind: knownLabel(type),
      sizeBytes,
      freeBytes: sizeBytes === undefined ? undefined : inPercent(available, sizeBytes),
    });
  });
}

/** To a hundredth of the whole: every written file would be a change otherwise. */
function inPercent(available: number, sizeBytes: number): number {
  const hundredths = Math.round((100 * Math.max(0, available)) / sizeBytes);
  return Math.round((sizeBytes / 100) * Math.min(100, hundredths));
}
