import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ComputerInventory } from '@causeway/contract/inventory';
import { mergePartial } from './merge-partial.ts';

const before: ComputerInventory = {
  hardware: { hostname: 'pc', serialNumber: 'S-1', memoryBytes: 8 },
  operatingSystem: { family: 'linux', name: 'Debian', version: '12' },
  software: [{ name: 'bash', version: '5' }],
  cpus: [{ name: 'Zeta' }],
  devices: [
    { kind: 'monitor', name: 'old' },
    { kind: 'printer', name: 'laser' },
  ],
  other: { TOASTERS: { COLOR: 'red' }, LAMPS: { COLOR: 'blue' } },
};

test('nothing said changes nothing', () => {
  assert.deepEqual(mergePartial(before, {}), before);
  assert.deepEqual(mergePartial({}, before), before);
});

test('a section is as it is said, and all others are as they were', () => {
  const said: ComputerInventory = {
    hardware: { hostname: 'renamed', serialNumber: 'S-1' },
    operatingSystem: { family: 'other' },
    software: [{ name: 'zsh' }],
    devices: [{ kind: 'monitor', name: 'new' }],
    other: { LAMPS: { COLOR: 'green' } },
  };
  assert.deepEqual(mergePartial(before, said), {
    hardware: { hostname: 'renamed', serialNumber: 'S-1', memoryBytes: 8 },
    operatingSystem: before.operatingSystem,
    software: [{ name: 'zsh' }],
    cpus: before.cpus,
    devices: [
      { kind: 'printer', name: 'laser' },
      { kind: 'monitor', name: 'new' },
    ],
    other: { TOASTERS: { COLOR: 'red' }, LAMPS: { COLOR: 'green' } },
  });
  const upgraded = { operatingSystem: { family: 'linux', name: 'Debian', version: '13' } } as const;
  assert.deepEqual(mergePartial(before, upgraded).operatingSystem, upgraded.operatingSystem);
});
