import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { before, test } from 'node:test';
import { promisify } from 'node:util';
import type { CollectedInventory } from '@causeway/client-core';
import { FullInventory, fingerprintOf } from '@causeway/contract/inventory';
import { Check } from 'typebox/value';
import { collectHere } from './collect-here.ts';
import { collectorsFor } from './collectors.ts';

const runs: CollectedInventory[] = [];

before(async () => {
  for (let run = 0; run < 2; run++) runs.push(await collectHere());
});

/** Others write to its disk meanwhile. */
function lasting({ inventory }: CollectedInventory): CollectedInventory['inventory'] {
  const { fileSystems = [], ...others } = inventory;
  return { ...others, fileSystems: fileSystems.map(({ freeBytes: _free, ...rest }) => rest) };
}

test('this very computer twice is the same inventory twice', () => {
  const [one, other] = runs.map(lasting);
  assert.ok(one && other);
  assert.deepEqual(other, one);
  assert.equal(fingerprintOf(other), fingerprintOf(one));
});

test('it is what the contract says, and every collector is reported', () => {
  const [first] = runs;
  assert.ok(first);
  const { inventory, collectors } = first;
  const whole = {
    format: 2,
    kind: 'full',
    collectedAt: 0,
    fingerprint: fingerprintOf(inventory),
    inventory,
    collectors,
  };
  assert.ok(Check(FullInventory, whole));
  assert.deepEqual(
    collectors.map(({ name }) => name),
    collectorsFor(process.platform).map(({ name }) => name),
  );
  assert.ok(inventory.hardware?.hostname);
  assert.ok((inventory.hardware?.memoryBytes ?? 0) > 0);
  assert.ok(inventory.operatingSystem?.bootedAt);
  assert.ok(inventory.cpus?.length);
  assert.ok(inventory.users?.length);
});

test('no private key is in it', () => {
  assert.doesNotMatch(JSON.stringify(runs), /PRIVATE KEY/);
});

test('its packages are those that dpkg-query lists: none missing, none invented', async (context) => {
  const fields = ['db:Status-Abbrev', 'Package', 'Version', 'Architecture'];
  const format = `${fields.map((field) => `\${${field}}`).join('\t')}\n`;
  const options = { maxBuffer: 32 * 1024 * 1024 };
  const listed = await promisify(execFile)('dpkg-query', ['-W', '-f', format], options).catch(
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    },
  );
  if (listed === undefined) return context.skip('no dpkg on this computer');
  const expected = listed.stdout
    .split('\n')
    .filter((line) => line.startsWith('ii'))
    .map((line) => line.split('\t').slice(1).join(' '));
  const software = runs[0]?.inventory.software ?? [];
  const actual = software
    .filter(({ source }) => source === 'dpkg')
    .map(({ name, version, architecture }) => `${name} ${version} ${architecture}`);
  assert.deepEqual(actual.sort(), expected.sort());
  assert.ok(actual.length > 50);
});
