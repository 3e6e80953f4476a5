import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SteadyClock } from './steady-clock.ts';

const HOUR_MS = 3_600_000;

test('a clock is steady from the first look on, and anew from each jump on, ahead or back', () => {
  const clock = new SteadyClock();
  const looks = [
    [5, 0],
    [5, 0],
    [5 + HOUR_MS, HOUR_MS],
    [6 + 2 * HOUR_MS, 0],
    [7 + 2 * HOUR_MS, 1],
    [6 + 2 * HOUR_MS, 0],
    [9 + 2 * HOUR_MS, 3],
  ] as const;
  for (const [now, steadyMs] of looks) assert.equal(clock.lookAt(now), steadyMs, String(now));
});
