import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readContainers } from './docker.ts';
import { readHyperV } from './hyper-v.ts';
import { readDomain } from './libvirt.ts';
import { readVirtualBox } from './virtual-box.ts';

const GIBIBYTE = 1_024 ** 3;

test('libvirt: a domain as virsh shows it', () => {
  const shown = [
    'Id:             -',
    'Name:           build-1',
    'UUID:           4dea22b3-1d52-d8f3-2516-782e98ab3fa0',
    'OS Type:        hvm',
    'State:          shut off',
    'CPU(s):         4',
    'Max memory:     8388608 KiB',
    'Used memory:    8388608 KiB',
    '',
  ].join('\n');
  assert.deepEqual(readDomain(shown), [
    {
      ...{ name: 'build-1', kind: 'libvirt hvm', state: 'shut off', cpus: 4, memoryBytes: 8 * GIBIBYTE },
      uuid: '4dea22b3-1d52-d8f3-2516-782e98ab3fa0',
    },
  ]);
  assert.deepEqual(readDomain(''), []);
});

test('VirtualBox, Docker and Hyper-V: name, state and what it has', () => {
  const uuid = '7F6C2A1E-0000-4000-8000-00000000000A';
  const lower = uuid.toLowerCase();
  assert.deepEqual(
    readVirtualBox([
      { name: 'win11', id: uuid, running: false, cpus: 2, memory: 4_096 },
      { name: '', id: '', running: true, cpus: 1, memory: 1 },
    ]),
    [
      {
        name: 'win11',
        kind: 'VirtualBox',
        state: 'stopped',
        uuid: lower,
        cpus: 2,
        memoryBytes: 4 * GIBIBYTE,
      },
    ],
  );
  assert.deepEqual(readContainers([{ id: 'a1b2', name: 'db', state: 'running' }]), [
    { name: 'db', kind: 'Docker container', state: 'running', uuid: 'a1b2' },
  ]);
  assert.deepEqual(readHyperV([{ name: 'dc1', id: uuid, state: 'Running', cpus: 2, memory: 2 * GIBIBYTE }]), [
    { name: 'dc1', kind: 'Hyper-V', state: 'running', uuid: lower, cpus: 2, memoryBytes: 2 * GIBIBYTE },
  ]);
});
