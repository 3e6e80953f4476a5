import { type ComputerInventory, type FullInventory, fingerprintOf } from '@causeway/contract/inventory';
import type { ForeignContact, Inventory } from '@causeway/endpoint';

/** A computer with so many packages; of the same number the same machine. */
export function computer(
  parts: { readonly number?: number; readonly packages?: number } = {},
): ComputerInventory {
  const { number = 1, packages = 2 } = parts;
  const digits = String(number).padStart(4, '0');
  return {
    hardware: {
      ...{ hostname: `pc-${number}`, manufacturer: 'Dell Inc.', model: 'Latitude', memoryBytes: 2 ** 34 },
      ...{ serialNumber: `SERIAL-${digits}`, uuid: `4c4c4544-0042-3510-8053-00000000${digits}` },
    },
    operatingSystem: { family: 'linux', name: 'Debian GNU/Linux', version: '13' },
    software: Array.from({ length: packages }, (_, index) => ({
      ...{ name: `package-${index}`, version: `1.${index}`, architecture: 'amd64', source: 'dpkg' },
      sizeBytes: 1_000 + index,
    })),
  };
}

/** As our own client sends it the first time. */
export function fullOf(inventory: ComputerInventory): string {
  const full: FullInventory = {
    ...{ format: 2, kind: 'full', collectedAt: 1, fingerprint: fingerprintOf(inventory), inventory },
    collectors: [{ name: 'software', tookMs: 1 }],
  };
  return JSON.stringify(full);
}

/** A difference from an inventory that nobody has. */
export function differenceFrom(base: string): Pick<Inventory, 'document'> {
  const fingerprint = 'cd'.repeat(32);
  const kind = 'difference';
  const changes = { format: 2, kind, collectedAt: 1, base, fingerprint, changes: {}, collectors: [] };
  return { document: JSON.stringify(changes) };
}

/** As an OCS Inventory agent sends it: a machine by its serial number. */
export function machine(
  hostname: string,
  number: number,
  packages = 2,
): NonNullable<ForeignContact['inventory']> {
  const softwares = Array.from(
    { length: packages },
    (_, index) => `<SOFTWARES><NAME>package-${index}</NAME><VERSION>1.${index}</VERSION></SOFTWARES>`,
  );
  const uuid = `4c4c4544-0042-3510-8053-${String(number).padStart(12, '0')}`;
  const content = `<BIOS><SSN>SERIAL-${number}</SSN></BIOS><HARDWARE><NAME>${hostname}</NAME><UUID>${uuid}</UUID></HARDWARE>`;
  return {
    format: 'ocs-xml',
    document: `<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><CONTENT>${content}${softwares.join('')}</CONTENT><DEVICEID>${hostname}-2026-11-25-10-00-00</DEVICEID>
<QUERY>INVENTORY</QUERY></REQUEST>`,
  };
}
