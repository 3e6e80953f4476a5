import { diskLayout, type Systeminformation } from 'systeminformation';
import type { Collector, RowOf } from './collector.ts';
import { knownCount, knownLabel, knownText, rowOf } from './known.ts';
import { fieldsOf } from './power-shell.ts';
import type { Tools } from './tools.ts';

type StorageDevice = RowOf<'storageDevices'>;

export const storageDevices: Collector = {
  name: 'storageDevices',
  async collect(tools) {
    if (process.platform === 'linux') return { storageDevices: readBlockDevices(await listBlocks(tools)) };
    return { storageDevices: readDisks(await tools.inTime(diskLayout())) };
  },
};

async function listBlocks(tools: Tools): Promise<string> {
  const columns = 'NAME,TYPE,SIZE,MODEL,SERIAL,VENDOR,REV,TRAN,ROTA';
  return (await tools.run('lsblk', '--json', '--bytes', '--nodeps', '--output', columns)) ?? '{}';
}

/** What the kernel makes up of files and memory. */
const MADE_UP = /^(loop|ram|zram|nbd|drbd)\d/;

/** As `lsblk --json` prints them. */
export function readBlockDevices(text: string): StorageDevice[] {
  const { blockdevices } = fieldsOf(JSON.parse(text));
  const devices = Array.isArray(blockdevices) ? blockdevices.map(fieldsOf) : [];
  return devices.flatMap((device) => {
    const name = knownText(device.name);
    const sizeBytes = knownCount(device.size);
    if (name === undefined || sizeBytes === undefined || MADE_UP.test(name)) return [];
    return rowOf<StorageDevice>({
      name,
      kind: device.type === 'rom' ? 'Optical' : device.rota === true || device.rota === '1' ? 'HDD' : 'SSD',
      interface: knownLabel(device.tran),
      manufacturer: knownLabel(device.vendor),
      model: knownLabel(device.model),
      serialNumber: knownLabel(device.serial),
      firmware: knownLabel(device.rev),
      sizeBytes,
    });
  });
}

type Disk = Pick<
  Systeminformation.DiskLayoutData,
  'device' | 'type' | 'name' | 'vendor' | 'size' | 'interfaceType' | 'serialNum' | 'firmwareRevision'
>;

export function readDisks(disks: readonly Disk[]): StorageDevice[] {
  return disks.flatMap((disk) => {
    const name = knownLabel(disk.device) ?? knownLabel(disk.name);
    if (name === undefined) return [];
    return rowOf<StorageDevice>({
      name,
      kind: knownLabel(disk.type),
      interface: knownLabel(disk.interfaceType),
      manufacturer: knownLabel(disk.vendor),
      model: knownLabel(disk.name),
      serialNumber: knownLabel(disk.serialNum),
      firmware: knownLabel(disk.firmwareRevision),
      sizeBytes: knownCount(disk.size),
    });
  });
}
