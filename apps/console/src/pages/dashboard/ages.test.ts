import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agesAt } from './ages.ts';

test('ages are filters, by the minute', () => {
  const ages = agesAt(Date.UTC(2026, 10, 30, 12, 0, 59));
  assert.equal(ages.hour, 'inventoryAt ge 2026-11-30T11:00:00Z');
  assert.equal(ages.older, 'inventoryAt lt 2026-11-23T12:00:00Z');
  assert.equal(agesAt(Date.UTC(2026, 10, 30, 12, 0, 1)).day, ages.day);
});
