import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forwardWaitMs } from './forward-wait.ts';

test('the wait doubles from a second to a minute, and half of it is chance', () => {
  const most = [0, 1, 2, 3, 4, 5, 6, 7, 8, 1_000_000].map((failures) => forwardWaitMs(failures, 1));
  assert.deepEqual(most, [0, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  const least = [1, 2, 7, 1_000].map((failures) => forwardWaitMs(failures, 0));
  assert.deepEqual(least, [500, 1_000, 30_000, 30_000]);
});
