import type { ComputerInventory } from '@causeway/contract/inventory';
import type { ComputerRow } from './computers-port.ts';

/** The columns of a list that an inventory fills. */
export type InventorySummary = Pick<
  ComputerRow,
  | 'domain'
  | 'osFamily'
  | 'osName'
  | 'osVersion'
  | 'manufacturer'
  | 'model'
  | 'serialNumber'
  | 'uuid'
  | 'cpu'
  | 'cpuCores'
  | 'memoryBytes'
  | 'storageBytes'
  | 'ip'
  | 'lastUser'
> & {
  /** Null when the inventory does not say. */
  readonly name: string | null;
};

export function summaryOf(inventory: ComputerInventory): InventorySummary {
  const { hardware = {}, operatingSystem, cpus = [], storageDevices = [] } = inventory;
  const { hostname, domain, manufacturer, model, serialNumber, uuid, memoryBytes, lastUser } = hardware;
  return {
    name: hostname || null,
    domain: domain ?? null,
    osFamily: operatingSystem?.family ?? null,
    osName: operatingSystem?.name ?? null,
    osVersion: operatingSystem?.version ?? null,
    manufacturer: manufacturer ?? null,
    model: model ?? null,
    serialNumber: serialNumber ?? null,
    uuid: uuid ?? null,
    cpu: cpus[0]?.name ?? null,
    cpuCores: sumOf(cpus.map(({ cores }) => cores)),
    memoryBytes:
      memoryBytes ?? sumOf((inventory.memoryModules ?? []).map(({ capacityBytes }) => capacityBytes)),
    storageBytes: sumOf(storageDevices.map(({ sizeBytes }) => sizeBytes)),
    ip: ownAddress(inventory),
    lastUser: lastUser ?? null,
  };
}

/** Null when none of them is known. */
function sumOf(counts: readonly (number | undefined)[]): number | null {
  const known = counts.filter((count) => count !== undefined);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}

/** The first IPv4 address of an interface that leads outside, else any that does. */
function ownAddress({ networkInterfaces = [] }: ComputerInventory): string | null {
  const physicalFirst = networkInterfaces.toSorted(
    (a, b) => Number(a.isVirtual ?? false) - Number(b.isVirtual ?? false),
  );
  const ips = physicalFirst.flatMap(({ ips: own = [] }) => own).filter((ip) => !isLoopback(ip));
  return (
    ips.find((ip) => !ip.includes(':')) ?? ips.find((ip) => !ip.toLowerCase().startsWith('fe80')) ?? null
  );
}

function isLoopback(ip: string): boolean {
  return ip.startsWith('127.') || ip === '::1' || ip === '0.0.0.0' || ip === '::';
}
