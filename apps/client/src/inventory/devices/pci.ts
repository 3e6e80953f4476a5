import type { Collector, RowOf } from '../collector.ts';
import { knownLabel, knownText, rowOf } from '../known.ts';
import { fieldsOf, runPowerShell } from '../power-shell.ts';

type Device = RowOf<'devices'>;

const WINDOWS = `Get-CimInstance Win32_PnPEntity -Filter "DeviceID LIKE 'PCI\\\\%'" |
  Select-Object Name,Manufacturer,DeviceID,PNPClass`;

/** Controllers: what sits on the bus of the board. */
export const pci: Collector = {
  name: 'devices controllers',
  async collect(tools) {
    if (process.platform === 'win32')
      return { devices: readPnp((await runPowerShell(tools, WINDOWS)) ?? []) };
    return { devices: readPci((await tools.run('lspci', '-Dmmnn')) ?? '') };
  },
};

/** `slot "class [id]" "vendor [id]" "device [id]" …`, as `lspci -Dmmnn` prints it. */
const LINE = /^(\S+) "(.*?) \[[0-9a-f]{4}\]" "(.*?) \[([0-9a-f]{4})\]" "(.*?) \[([0-9a-f]{4})\]"/;

export function readPci(text: string): Device[] {
  return text.split('\n').flatMap((line) => {
    const [, slot, model, manufacturer, vendorId, name, deviceId] = LINE.exec(line) ?? [];
    if (name === undefined) return [];
    // One that the list of names does not know yet is `Device`.
    const known = name === 'Device' || name === '' ? `Device ${deviceId}` : name;
    return rowOf<Device>({
      ...{ kind: 'controller', name: known, manufacturer: knownText(manufacturer), model: knownText(model) },
      ...{ id: `${vendorId}:${deviceId}`, slot },
    });
  });
}

/** `PCI\VEN_8086&DEV_15F3&…\slot` */
export function readPnp(rows: readonly unknown[]): Device[] {
  return rows.map(fieldsOf).flatMap((entity) => {
    const name = knownLabel(entity.Name);
    if (name === undefined) return [];
    const path = String(entity.DeviceID ?? '');
    const [, vendorId, deviceId] = /VEN_([0-9A-F]{4})&DEV_([0-9A-F]{4})/i.exec(path) ?? [];
    return rowOf<Device>({
      ...{ kind: 'controller', name, manufacturer: knownLabel(entity.Manufacturer) },
      ...{ model: knownLabel(entity.PNPClass), slot: knownText(path.split('\\').at(-1)) },
      id: vendorId === undefined ? undefined : `${vendorId}:${deviceId}`.toLowerCase(),
    });
  });
}
