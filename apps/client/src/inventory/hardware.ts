import { hostname, machine, totalmem } from 'node:os';
import type { ComputerInventory } from '@causeway/contract/inventory';
import { baseboard, bios, chassis, mem, osInfo, type Systeminformation, system } from 'systeminformation';
import type { Collector } from './collector.ts';
import { knownCount, knownLabel, knownText, rowOf } from './known.ts';

type Hardware = NonNullable<ComputerInventory['hardware']>;

interface HardwareSources {
  readonly system: Systeminformation.SystemData;
  readonly bios: Systeminformation.BiosData;
  readonly board: Systeminformation.BaseboardData;
  readonly chassis: Systeminformation.ChassisData;
}

/** The machine as its firmware describes it. */
export const hardware: Collector = {
  name: 'hardware',
  async collect({ inTime }) {
    const sources = {
      ...{ system: await inTime(system()), bios: await inTime(bios()) },
      ...{ board: await inTime(baseboard()), chassis: await inTime(chassis()) },
    };
    const { fqdn } = await inTime(osInfo());
    return { hardware: { ...readHardware(sources), ...readName(fqdn, hostname()), ...(await memory()) } };
  },
};

export function readHardware({ system, bios, board, chassis }: HardwareSources): Hardware {
  return rowOf<Hardware>({
    manufacturer: knownLabel(system.manufacturer),
    model: knownLabel(system.model),
    serialNumber: knownLabel(system.serial),
    uuid: knownLabel(system.uuid)?.toLowerCase(),
    chassis: knownLabel(chassis.type),
    assetTag: knownLabel(chassis.assetTag),
    boardManufacturer: knownLabel(board.manufacturer),
    boardModel: knownLabel(board.model),
    boardSerialNumber: knownLabel(board.serial),
    biosManufacturer: knownLabel(bios.vendor),
    biosVersion: knownLabel(bios.version),
    biosDate: knownLabel(bios.releaseDate),
    architecture: knownText(machine()),
    memoryBytes: knownCount(totalmem()),
  });
}

/** The first label is the name of the computer, what is behind it the domain. */
export function readName(fqdn: string, fallback: string): Hardware {
  const full = (fqdn.includes('.') ? fqdn : fallback).replace(/\.$/, '');
  const [name, ...domain] = full.split('.');
  return rowOf<Hardware>({ hostname: knownText(name), domain: knownText(domain.join('.')) });
}

/** Elsewhere the system makes swap as it needs it. */
async function memory(): Promise<Hardware> {
  if (process.platform !== 'linux') return {};
  return rowOf<Hardware>({ swapBytes: knownCount((await mem()).swaptotal) });
}
