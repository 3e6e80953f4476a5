import assert from 'node:assert/strict';
import { machine } from 'node:os';
import { test } from 'node:test';
import { readCpus } from './cpus.ts';
import { readFileSystems } from './file-systems.ts';
import { readHardware, readName } from './hardware.ts';
import { readLastUser } from './last-user.ts';
import { readMemoryModules } from './memory-modules.ts';
import { readBootTime, readOperatingSystem, readWindowsTimes } from './operating-system.ts';
import { readBlockDevices, readDisks } from './storage-devices.ts';

const GIBIBYTE = 1_024 ** 3;

test('hardware: what firmware says, without what it says when it was told nothing', () => {
  const sources = {
    system: {
      manufacturer: 'LENOVO',
      model: '21CB',
      serial: 'PF3X',
      uuid: 'AAAA-01',
      version: '',
      sku: '',
      virtual: false,
    },
    bios: { vendor: 'LENOVO', version: 'N3AET81W', releaseDate: '2025-06-01', revision: '1.4' },
    board: {
      manufacturer: 'LENOVO',
      model: '21CB',
      serial: 'Not Specified',
      assetTag: '',
      version: '',
      memMax: null,
      memSlots: null,
    },
    chassis: {
      manufacturer: 'LENOVO',
      model: '',
      type: 'Notebook',
      version: '',
      serial: '',
      assetTag: 'No Asset Information',
      sku: '',
    },
  };
  // The library describes more than is read here.
  const { memoryBytes, ...read } = readHardware(sources as unknown as Parameters<typeof readHardware>[0]);
  assert.ok((memoryBytes ?? 0) > 0);
  assert.deepEqual(read, {
    ...{ manufacturer: 'LENOVO', model: '21CB', serialNumber: 'PF3X', uuid: 'aaaa-01', chassis: 'Notebook' },
    ...{ boardManufacturer: 'LENOVO', boardModel: '21CB', architecture: machine() },
    ...{ biosManufacturer: 'LENOVO', biosVersion: 'N3AET81W', biosDate: '2025-06-01' },
  });
});

test('a name is the first label, and its domain what follows', () => {
  assert.deepEqual(readName('pc-anna.acme.example', 'pc-anna'), {
    hostname: 'pc-anna',
    domain: 'acme.example',
  });
  assert.deepEqual(readName('pc-anna', 'pc-anna'), { hostname: 'pc-anna' });
  assert.deepEqual(readName('localhost', 'pc.acme.example.'), { hostname: 'pc', domain: 'acme.example' });
});

test('who was there last is a person', () => {
  const listed = [
    'reboot   system boot  6.1.0-40-amd64   Mon Nov 24 08:00   still running',
    'åsa.öberg tty2         tty2             Mon Nov 24 08:01 - 17:00  (08:58)',
    'root     pts/0        10.0.0.1         Sun Nov 23 08:01 - 09:00  (00:58)',
    '',
    'wtmp begins Mon Jan  5 10:00:00 2026',
  ].join('\n');
  assert.equal(readLastUser(listed), 'åsa.öberg');
  assert.equal(readLastUser('\nwtmp begins Mon Jan  5 10:00:00 2026\n'), undefined);
});

test('operating system: by its maker’s name, since when it runs as the kernel keeps it', () => {
  const told = { distro: 'Debian GNU/Linux', release: '13', build: '', kernel: '6.12.48' };
  const { architecture: _this, ...read } = readOperatingSystem(told, 'linux');
  assert.deepEqual(read, { family: 'linux', name: 'Debian GNU/Linux', version: '13', kernel: '6.12.48' });
  assert.equal(readOperatingSystem(told, 'sunos').family, 'other');
  const stat = 'cpu  1 2 3\nbtime 1764000000\nprocesses 7\n';
  assert.deepEqual(readBootTime(/^btime (\d+)$/m, stat), { bootedAt: 1_764_000_000_000 });
  assert.deepEqual(readBootTime(/^btime (\d+)$/m, undefined), {});
  assert.deepEqual(readWindowsTimes([{ booted: 1_764_000_000, installed: 1_700_000_000 }]), {
    ...{ bootedAt: 1_764_000_000_000, installedAt: 1_700_000_000_000 },
  });
});

test('processors: one row each, with the cores of one', () => {
  const told = {
    manufacturer: 'Intel',
    brand: 'Xeon',
    cores: 32,
    physicalCores: 16,
    processors: 2,
    speed: 2.1,
    speedMax: 3.5,
  };
  const row = { manufacturer: 'Intel', architecture: machine(), cores: 8, threads: 16, speedMhz: 3_500 };
  assert.deepEqual(readCpus(told, 'Intel(R) Xeon(R) Silver'), [
    { name: 'Intel(R) Xeon(R) Silver (1)', ...row },
    { name: 'Intel(R) Xeon(R) Silver (2)', ...row },
  ]);
  const [one] = readCpus({ ...told, processors: 1, speed: 0, speedMax: 0 }, undefined);
  assert.deepEqual([one?.name, one?.cores, one?.speedMhz], ['Intel Xeon', 16, undefined]);
});

test('memory: modules, no empty slot, and no sum that stands for modules nobody knows', () => {
  const module = {
    bank: 'DIMM A1',
    type: 'DDR5',
    clockSpeed: 4_800,
    manufacturer: 'Samsung',
    partNum: 'M425',
    serialNum: '01',
  };
  const nothing = { bank: '', type: '', clockSpeed: 0, manufacturer: '', partNum: '', serialNum: '' };
  const modules = [
    { ...module, size: 8 * GIBIBYTE },
    { ...module, bank: 'DIMM B1', size: 0 },
    { ...nothing, size: 24 * GIBIBYTE },
  ];
  assert.deepEqual(readMemoryModules(modules), [
    {
      ...{ slot: 'DIMM A1', capacityBytes: 8 * GIBIBYTE, kind: 'DDR5', speedMhz: 4_800 },
      ...{ manufacturer: 'Samsung', model: 'M425', serialNumber: '01' },
    },
  ]);
});

test('storage: disks, nothing that is made of files and memory', () => {
  const devices = [
    {
      name: 'nvme0n1',
      type: 'disk',
      size: 512,
      model: 'SAMSUNG X',
      serial: 'S6',
      vendor: null,
      rev: '5L',
      tran: 'nvme',
      rota: false,
    },
    {
      name: 'sda',
      type: 'disk',
      size: 100,
      model: null,
      serial: null,
      vendor: '0x1af4',
      rev: null,
      tran: null,
      rota: true,
    },
    { name: 'sr0', type: 'rom', size: 7, model: 'DVD', rota: true },
    { name: 'loop3', type: 'loop', size: 55, rota: false },
    { name: 'sdb', type: 'disk', size: 0, rota: true },
  ];
  assert.deepEqual(readBlockDevices(JSON.stringify({ blockdevices: devices })), [
    {
      ...{ name: 'nvme0n1', kind: 'SSD', interface: 'nvme', model: 'SAMSUNG X', serialNumber: 'S6' },
      ...{ firmware: '5L', sizeBytes: 512 },
    },
    { name: 'sda', kind: 'HDD', sizeBytes: 100 },
    { name: 'sr0', kind: 'Optical', model: 'DVD', sizeBytes: 7 },
  ]);
  assert.deepEqual(readBlockDevices('{}'), []);
  const disk = {
    device: '\\\\.\\PHYSICALDRIVE0',
    type: 'NVMe',
    name: 'WD',
    vendor: 'WDC',
    size: 9,
    interfaceType: 'PCIe',
  };
  assert.deepEqual(readDisks([{ ...disk, serialNum: '', firmwareRevision: '1' }]), [
    {
      ...{ name: '\\\\.\\PHYSICALDRIVE0', kind: 'NVMe', interface: 'PCIe', manufacturer: 'WDC', model: 'WD' },
      ...{ firmware: '1', sizeBytes: 9 },
    },
  ]);
});

test('file systems: those that last, their free space to a hundredth', () => {
  const root = { fs: '/dev/sda1', type: 'ext4', size: 1_000_000, mount: '/' };
  const listed = [
    { ...root, available: 123_456 },
    { ...root, mount: '/var/lib/docker/overlay2/x/merged', type: 'overlay', available: 1 },
    { ...root, mount: '/snap/core22/1', type: 'squashfs', available: 0 },
    { ...root, mount: '/run/user/1000', type: 'tmpfs', available: 0 },
    { ...root, mount: '/data', size: 0, available: 0 },
  ];
  assert.deepEqual(readFileSystems(listed), [
    { mount: '/', device: '/dev/sda1', kind: 'ext4', sizeBytes: 1_000_000, freeBytes: 120_000 },
    { mount: '/data', device: '/dev/sda1', kind: 'ext4' },
  ]);
});
