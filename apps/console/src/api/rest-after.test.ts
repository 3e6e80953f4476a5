import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restAfter } from './rest-after.ts';

test('a list is asked for every ten seconds, and more rarely when its answer took long', () => {
  assert.deepEqual([0, 40, 500, 5_000].map(restAfter), [10_000, 10_000, 10_000, 100_000]);
});
