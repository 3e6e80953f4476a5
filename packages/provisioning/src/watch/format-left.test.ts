import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatLeft } from './format-left.ts';

const HOUR_MS = 3_600_000;

test('says a length of time as a person does, never more than there is', () => {
  const said = [14 * 24 * HOUR_MS + 1, 47 * HOUR_MS, 90 * 60_000, 61_000, 59_999, 0].map(formatLeft);
  assert.deepEqual(said, [
    '14 days',
    '47 hours',
    '90 minutes',
    '1 minute',
    'less than a minute',
    'less than a minute',
  ]);
});
