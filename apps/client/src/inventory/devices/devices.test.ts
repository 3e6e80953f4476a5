import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBattery } from './battery.ts';
import { readGraphics } from './graphics.ts';
import { readPci, readPnp } from './pci.ts';
import { readAudio, readPrinters, readUsb } from './plugged-in.ts';

test('graphics and monitors', () => {
  const none = { vram: null, vramDynamic: false, bus: '' };
  const display = { main: true, builtin: false, connection: 'DP', sizeX: 60, sizeY: 34, pixelDepth: 24 };
  const size = {
    resolutionX: 1,
    resolutionY: 1,
    currentResX: 1,
    currentResY: 1,
    positionX: 0,
    positionY: 0,
    currentRefreshRate: 60,
  };
  const told = {
    controllers: [
      { vendor: 'Intel Corporation', model: 'Iris Xe', busAddress: '00:02.0', ...none },
      { vendor: '', model: '', ...none },
    ],
    displays: [{ vendor: 'DELL', model: 'U2723QE', deviceName: '', serial: 'ABC1', ...display, ...size }],
  };
  // The library describes more of a screen than is read here.
  assert.deepEqual(readGraphics(told as unknown as Parameters<typeof readGraphics>[0]), [
    { kind: 'graphics', name: 'Iris Xe', manufacturer: 'Intel Corporation', slot: '00:02.0' },
    { kind: 'monitor', name: 'U2723QE', manufacturer: 'DELL', serialNumber: 'ABC1', slot: 'DP' },
  ]);
});

test('what is plugged in: no hubs of the ports themselves, no password of a printer', () => {
  assert.deepEqual(
    readUsb([
      { name: 'Linux Foundation 3.0 root hub', manufacturer: 'Linux' },
      { name: 'YubiKey', manufacturer: '', vendor: 'Yubico', serialNumber: '0000000' },
      { name: '' },
    ]),
    [{ kind: 'usb', name: 'YubiKey', manufacturer: 'Yubico' }],
  );
  assert.deepEqual(readAudio([{ name: 'HD Audio', manufacturer: 'Intel' }, {}]), [
    { kind: 'audio', name: 'HD Audio', manufacturer: 'Intel' },
  ]);
  assert.deepEqual(
    readPrinters([{ name: 'Office', model: 'LaserJet', uri: 'ipp://anna:secret@10.0.0.9/ipp' }]),
    [{ kind: 'printer', name: 'Office', model: 'LaserJet', slot: 'ipp://10.0.0.9/ipp' }],
  );
});

test('a battery is what it is, however full', () => {
  const full = { hasBattery: true, manufacturer: 'SMP', model: 'DELL X', serial: '1234' };
  assert.deepEqual(readBattery(full), [
    { kind: 'battery', name: 'DELL X', manufacturer: 'SMP', serialNumber: '1234' },
  ]);
  assert.deepEqual(readBattery({ ...full, hasBattery: false }), []);
});

test('controllers by the list of the bus, on Linux and on Windows', () => {
  const listed = [
    '0000:00:02.0 "VGA compatible controller [0300]" "Intel Corporation [8086]" "TigerLake-LP GT2 [Iris Xe Graphics] [9a49]" -r01 -p00 "Lenovo [17aa]" "Device [22d5]"',
    '0000:00:00.0 "Host bridge [0600]" "Intel Corporation [8086]" "Device [0d57]" -p00 "" ""',
    'pcilib: Cannot open /proc/bus/pci',
    '',
  ].join('\n');
  assert.deepEqual(readPci(listed), [
    {
      ...{
        kind: 'controller',
        name: 'TigerLake-LP GT2 [Iris Xe Graphics]',
        manufacturer: 'Intel Corporation',
      },
      ...{ model: 'VGA compatible controller', id: '8086:9a49', slot: '0000:00:02.0' },
    },
    {
      ...{ kind: 'controller', name: 'Device 0d57', manufacturer: 'Intel Corporation' },
      ...{ model: 'Host bridge', id: '8086:0d57', slot: '0000:00:00.0' },
    },
  ]);
  const entity = { Name: 'Ethernet Controller I226-V', Manufacturer: 'Intel', PNPClass: 'Net' };
  const path = 'PCI\\VEN_8086&DEV_125C&SUBSYS_00008086&REV_04\\6&1A2B3C&0&00E0';
  assert.deepEqual(readPnp([{ ...entity, DeviceID: path }, { Name: null }]), [
    {
      ...{ kind: 'controller', name: 'Ethernet Controller I226-V', manufacturer: 'Intel', model: 'Net' },
      ...{ slot: '6&1A2B3C&0&00E0', id: '8086:125c' },
    },
  ]);
});
