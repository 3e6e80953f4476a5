import { asId, type ClientId } from '@causeway/contract';
import type { ChangeRow, ComputerDetails, InstallationRow, SoftwareRow } from '@causeway/inventory';
import { MemoryComputers } from './memory-computers.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const GIB = 1_073_741_824;

export function someComputer(given: Partial<ComputerDetails> = {}): ComputerDetails {
  const { id = 1 } = given;
  return {
    id,
    clientId: asId<ClientId>(`0191f0c2-0000-7000-8000-${String(id).padStart(12, '0')}`),
    name: `pc-${id}`,
    domain: null,
    osFamily: 'linux',
    osName: 'Debian GNU/Linux',
    osVersion: '13',
    manufacturer: 'Dell Inc.',
    model: 'Latitude 5540',
    serialNumber: null,
    uuid: null,
    cpu: null,
    cpuCores: 8,
    memoryBytes: 16 * GIB,
    storageBytes: null,
    ip: '10.0.0.7',
    lastUser: null,
    collectedBy: 'causeway-client 0.1.0',
    softwareCount: 1,
    firstSeenAt: NOW,
    inventoryAt: NOW,
    changedAt: NOW,
    archivedAt: null,
    inventory: { operatingSystem: { family: 'linux' } },
    collectors: [],
    ...given,
  };
}

export function someSoftware(given: Partial<SoftwareRow> = {}): SoftwareRow {
  const { id = 1 } = given;
  return {
    id,
    name: `package-${id}`,
    version: '1.0',
    publisher: '',
    architecture: 'amd64',
    source: 'dpkg',
    installations: 1,
    firstSeenAt: NOW,
    ...given,
  };
}

export function someInstallation(given: Partial<InstallationRow> = {}): InstallationRow {
  const { computerId = 1, softwareId = 1 } = given;
  return {
    computerId,
    computerName: `pc-${computerId}`,
    softwareId,
    name: `package-${softwareId}`,
    version: '1.0',
    publisher: '',
    architecture: 'amd64',
    source: 'dpkg',
    sizeBytes: 1_024,
    installedAt: null,
    since: NOW,
    ...given,
  };
}

export function someChange(given: Partial<ChangeRow> = {}): ChangeRow {
  const { id = 1, computerId = 1 } = given;
  return {
    id,
    computerId,
    computerName: `pc-${computerId}`,
    at: NOW,
    section: 'software',
    kind: 'changed',
    what: 'bash 5.2',
    before: { version: '5.1' },
    after: { version: '5.2' },
    ...given,
  };
}

/** So many computers, with a software that every second one has. */
export function memoryComputersOf(count: number): MemoryComputers {
  const port = new MemoryComputers();
  port.catalog.push(someSoftware());
  for (let id = 1; id <= count; id += 1) {
    port.computers.push(
      someComputer({ id, memoryBytes: (id % 7) * GIB, domain: id % 3 === 0 ? null : `d${id % 3}` }),
    );
    port.history.push(someChange({ id, computerId: id, at: NOW + id }));
    if (id % 2 === 0) port.installed.push(someInstallation({ computerId: id }));
  }
  return port;
}
