import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAge } from './format-age.ts';

test('an age in the unit that a person would take', () => {
  const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
  assert.equal(formatAge(0, 59_999), 'just now');
  assert.equal(formatAge(5, 0), 'just now');
  assert.equal(formatAge(0, minute), '1 min ago');
  assert.equal(formatAge(0, 2 * hour - 1), '119 min ago');
  assert.equal(formatAge(0, 2 * hour), '2 h ago');
  assert.equal(formatAge(0, 2 * day - 1), '47 h ago');
  assert.equal(formatAge(0, 400 * day), '400 d ago');
});
