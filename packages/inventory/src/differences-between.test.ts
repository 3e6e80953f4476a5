import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differencesBetween } from './differences-between.ts';

const bash = { name: 'bash', version: '5.2.37-2', architecture: 'amd64', source: 'dpkg' };

test('an upgrade is one change, a package that comes or goes another', () => {
  const upgraded = { ...bash, version: '5.2.37-3' };
  const changes = differencesBetween(
    { software: [bash, { name: 'old', version: '1' }] },
    { software: [upgraded, { name: 'new', version: '2' }] },
  );
  assert.deepEqual(changes, [
    { section: 'software', kind: 'changed', what: 'bash 5.2.37-3', before: bash, after: upgraded },
    { section: 'software', kind: 'added', what: 'new 2', before: null, after: { name: 'new', version: '2' } },
    {
      section: 'software',
      kind: 'removed',
      what: 'old 1',
      before: { name: 'old', version: '1' },
      after: null,
    },
  ]);
});

test('several versions of one package are each their own', () => {
  const kernels = ['6.1', '6.2', '6.3'].map((version) => ({ name: 'linux-image', version }));
  const changes = differencesBetween({ software: kernels.slice(0, 2) }, { software: kernels.slice(1) });
  assert.deepEqual(
    changes.map(({ kind, before, after }) => ({ kind, before, after })),
    [{ kind: 'changed', before: kernels[0], after: kernels[2] }],
  );
});

test('what is another at every look makes no history', () => {
  const before = {
    hardware: { hostname: 'a', swapBytes: 1 },
    operatingSystem: { family: 'linux' as const, bootedAt: 1 },
    fileSystems: [{ mount: '/', freeBytes: 1, sizeBytes: 9 }],
    other: { PROCESSES: [1] },
  };
  const after = {
    hardware: { hostname: 'a', swapBytes: 2 },
    operatingSystem: { family: 'linux' as const, bootedAt: 2 },
    fileSystems: [{ mount: '/', freeBytes: 2, sizeBytes: 9 }],
    other: { PROCESSES: [2] },
  };
  assert.deepEqual(differencesBetween(before, after), []);
  const renamed = { ...after, hardware: { hostname: 'b' } };
  assert.deepEqual(differencesBetween(before, renamed), [
    { section: 'hardware', kind: 'changed', what: 'hostname', before: 'a', after: 'b' },
  ]);
});

test('fifty thousand rows that are alike cost no more than others', { timeout: 10_000 }, () => {
  const rows = Array.from({ length: 50_000 }, () => ({ name: 'a' }));
  assert.deepEqual(differencesBetween({ software: rows }, { software: rows.slice(1) }), [
    { section: 'software', kind: 'removed', what: 'a', before: { name: 'a' }, after: null },
  ]);
});
