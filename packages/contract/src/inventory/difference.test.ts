import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ComputerInventory } from './computer-inventory.ts';
import { applyDifference, differenceOf } from './difference.ts';
import { inventoryErrors } from './errors.ts';
import { fingerprintOf } from './fingerprint.ts';

const text = fc.string({ maxLength: 6 });
const software = fc.record({ name: text, version: text }, { requiredKeys: ['name'] });
const inventories: fc.Arbitrary<ComputerInventory> = fc.record(
  {
    hardware: fc.record({ hostname: text, memoryBytes: fc.nat() }, { requiredKeys: [] }),
    software: fc.array(software, { maxLength: 8 }),
    users: fc.array(fc.record({ name: text }), { maxLength: 3 }),
    other: fc.dictionary(text, fc.jsonValue({ maxDepth: 2 })),
  },
  { requiredKeys: [] },
);

test('a difference leads from the one to the other, whatever they are', () => {
  fc.assert(
    fc.property(inventories, inventories, (before, after) => {
      const result = applyDifference(before, differenceOf(before, after, 1, []));
      assert.equal(fingerprintOf(result), fingerprintOf(after));
    }),
  );
});

test('nothing that changed is nothing to send', () => {
  fc.assert(
    fc.property(inventories, (inventory) => {
      assert.deepEqual(differenceOf(inventory, structuredClone(inventory), 1, []).changes, {});
    }),
  );
});

test('five packages of a thousand are five rows', () => {
  const list = Array.from({ length: 1_000 }, (_, index) => ({ name: `p${index}`, version: '1' }));
  const after = list.map((item, index) => (index < 5 ? { ...item, version: '2' } : item));
  const { software } = differenceOf({ software: list }, { software: after }, 1, []).changes;
  assert.ok(software !== undefined && 'added' in software);
  assert.deepEqual([software.added.length, software.removed.length], [5, 5]);
});

test('two rows that are alike are two', () => {
  const twice = { software: [{ name: 'a' }, { name: 'a' }] };
  const once = { software: [{ name: 'a' }] };
  assert.deepEqual(applyDifference(twice, differenceOf(twice, once, 1, [])), once);
});

test('another base, another end and what is no inventory are refused', () => {
  const before = { software: [{ name: 'a' }] };
  const difference = differenceOf(before, { software: [{ name: 'b' }] }, 1, []);
  const refused = (
    inventory: ComputerInventory,
    changes: object,
    code: 'INVENTORY_BASE_UNKNOWN' | 'INVENTORY_MALFORMED',
  ) =>
    assert.throws(
      () => applyDifference(inventory, { ...difference, ...changes }),
      (error) => inventoryErrors.is(error, code),
    );
  refused({ software: [{ name: 'c' }] }, {}, 'INVENTORY_BASE_UNKNOWN');
  refused(before, { fingerprint: 'ab'.repeat(32) }, 'INVENTORY_BASE_UNKNOWN');
  refused(before, { changes: { software: { removed: [], added: [{ version: 7 }] } } }, 'INVENTORY_MALFORMED');
  refused(before, { changes: { software: { whole: 'x' } } }, 'INVENTORY_MALFORMED');
  for (const name of ['gadgets', '__proto__', 'toString']) {
    const changes = JSON.parse(`{"${name}":{"whole":{"software":[{"name":"b"}]}}}`);
    refused(before, { fingerprint: difference.base, changes }, 'INVENTORY_BASE_UNKNOWN');
  }
});
