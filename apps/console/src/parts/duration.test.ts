import assert from 'node:assert/strict';
import { test } from 'node:test';
import { durationOf, secondsOf } from './duration.ts';

test('a duration is said in the largest unit of which it is a whole number', () => {
  assert.deepEqual(durationOf(600), { amount: 10, unit: 'minutes' });
  assert.deepEqual(durationOf(86_400), { amount: 1, unit: 'days' });
  assert.deepEqual(durationOf(90_000), { amount: 25, unit: 'hours' });
  assert.deepEqual(durationOf(61), { amount: 61, unit: 'seconds' });
  assert.deepEqual(durationOf(0), { amount: 0, unit: 'seconds' });
});

test('nothing is lost on the way there and back', () => {
  for (const seconds of [0, 1, 59, 60, 3_600, 86_400, 2_592_000, 86_401])
    assert.equal(secondsOf(durationOf(seconds)), seconds);
});
