import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showValue, titleOf } from './show-value.ts';

test('the unit of a field is in its name', () => {
  assert.equal(showValue('memoryBytes', 2 ** 34), '16 GiB');
  assert.equal(showValue('speedMhz', 3_200), '3,200 MHz');
  assert.equal(showValue('speedMbps', 1_000), '1,000 Mbit/s');
  assert.equal(showValue('cores', 8), '8');
  assert.match(showValue('bootedAt', Date.UTC(2026, 10, 30, 12)), /Nov 30, 2026/);
});

test('what is no number is said as it is', () => {
  assert.deepEqual(
    [showValue('ips', ['10.0.0.7', 'fd00::7']), showValue('isVirtual', true), showValue('name', undefined)],
    ['10.0.0.7, fd00::7', 'Yes', ''],
  );
});

test('names of the contract are words', () => {
  assert.deepEqual(['serialNumber', 'memoryBytes', 'installedAt', 'uuid'].map(titleOf), [
    'Serial number',
    'Memory',
    'Installed',
    'UUID',
  ]);
});
