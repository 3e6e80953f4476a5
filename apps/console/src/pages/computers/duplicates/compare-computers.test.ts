import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ComputerView } from '@causeway/contract/admin';
import { compareComputers } from './compare-computers.ts';

const one: ComputerView = {
  ...{
    id: 1,
    name: 'anna-pc',
    clientId: 'a',
    domain: null,
    osFamily: 'linux',
    osName: 'Debian',
    osVersion: '13',
  },
  ...{ manufacturer: null, model: 'Latitude', serialNumber: 'S1', uuid: null, cpu: null, cpuCores: 8 },
  ...{
    memoryBytes: 2 ** 34,
    storageBytes: null,
    ip: null,
    lastUser: null,
    collectedBy: null,
    softwareCount: 1,
  },
  ...{ firstSeenAt: 1, inventoryAt: 2, changedAt: 2, archivedAt: null },
};

test('what both know and have alike is the same; what neither knows is left out', () => {
  const lines = compareComputers([one, { ...one, id: 2, clientId: 'b', model: null, ip: '10.0.0.7' }]);
  const same = lines.filter(({ isSame }) => isSame).map(({ title }) => title);
  assert.deepEqual(same, ['Name', 'Serial number', 'Operating system', 'Version', 'Memory']);
  assert.deepEqual(lines.find(({ title }) => title === 'Model')?.values, ['Latitude', '–']);
  assert.equal(
    lines.find(({ title }) => title === 'Hardware UUID'),
    undefined,
  );
});
