import { audio, printer, type Systeminformation, usb } from 'systeminformation';
import type { Collector, RowOf } from '../collector.ts';
import { knownLabel, rowOf } from '../known.ts';

type Device = RowOf<'devices'>;
type Usb = Pick<Systeminformation.UsbData, 'name' | 'manufacturer' | 'vendor' | 'type' | 'serialNumber'>;
type Audio = Pick<Systeminformation.AudioData, 'name' | 'manufacturer'>;
type Printer = Pick<Systeminformation.PrinterData, 'name' | 'model' | 'uri'>;

export const usbDevices: Collector = {
  name: 'devices usb',
  collect: async ({ inTime }) => ({ devices: readUsb(await inTime(usb())) }),
};

export const audioDevices: Collector = {
  name: 'devices audio',
  collect: async ({ inTime }) => ({ devices: readAudio(await inTime(audio())) }),
};

export const printers: Collector = {
  name: 'devices printers',
  collect: async ({ inTime }) => ({ devices: readPrinters(await inTime(printer())) }),
};

/** Without the hubs that are the ports themselves. */
export function readUsb(devices: readonly Partial<Usb>[]): Device[] {
  return devices.flatMap(({ name, manufacturer, vendor, serialNumber }) => {
    const known = knownLabel(name);
    if (known === undefined || /root hub/i.test(known)) return [];
    return rowOf<Device>({
      ...{ kind: 'usb', name: known, manufacturer: knownLabel(manufacturer) ?? knownLabel(vendor) },
      serialNumber: knownLabel(serialNumber),
    });
  });
}

export function readAudio(devices: readonly Partial<Audio>[]): Device[] {
  return devices.flatMap(({ name, manufacturer }) => {
    const known = knownLabel(name);
    return known === undefined
      ? []
      : rowOf<Device>({ kind: 'audio', name: known, manufacturer: knownLabel(manufacturer) });
  });
}

export function readPrinters(devices: readonly Partial<Printer>[]): Device[] {
  return devices.flatMap(({ name, model, uri }) => {
    const known = knownLabel(name);
    return known === undefined
      ? []
      : rowOf<Device>({
          kind: 'printer',
          name: known,
          model: knownLabel(model),
          slot: knownLabel(withoutSecret(uri)),
        });
  });
}

/** Who prints over the network may have its password in the address. */
function withoutSecret(uri: string | undefined): string | undefined {
  return uri?.replace(/\/\/[^/@]*@/, '//');
}
