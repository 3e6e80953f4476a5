import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { delayAfter, inventoryRestAfter } from './schedule.ts';

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const interval = fc.integer({ min: 1, max: 604_800 });
const almostOne = 1 - Number.EPSILON;

test('a poll comes a tenth early or late at most, and uses that whole width', () => {
  fc.assert(
    fc.property(interval, random, (intervalSeconds, chance) => {
      const ms = delayAfter({ kind: 'through', intervalSeconds }, chance);
      assert.ok(ms >= 900 * intervalSeconds && ms <= 1_100 * intervalSeconds, String(ms));
    }),
  );
  const through = { kind: 'through', intervalSeconds: 600 } as const;
  assert.deepEqual(
    [0, 0.5, almostOne].map((chance) => delayAfter(through, chance)),
    [540_000, 600_000, 660_000],
  );
});

test('failing rounds back off, up to an hour, with jitter over the whole width above a floor', () => {
  const at = (failedRounds: number, chance: number) =>
    delayAfter({ kind: 'failed', intervalSeconds: 600, failedRounds }, chance) / 1000;
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 6, 7, 50].map((failed) => Math.round(at(failed, almostOne))),
    [60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600],
  );
  assert.deepEqual(
    [0, 3, 50].map((failed) => at(failed, 0)),
    [30, 30, 30],
  );
  assert.equal(at(50, 0.5), (30 + 3_600) / 2);
});

test('a fleet that polls often retries no less often than it polls at first', () => {
  assert.equal(delayAfter({ kind: 'failed', intervalSeconds: 2, failedRounds: 0 }, almostOne), 2_000);
});

test('who is told to wait waits that long and up to a quarter more; not for nothing, and not for days', () => {
  const told = (retryAfterSeconds: number, chance: number) =>
    delayAfter({ kind: 'told', retryAfterSeconds }, chance) / 1000;
  assert.deepEqual([told(120, 0), told(120, almostOne)], [120, 150]);
  assert.equal(told(0, 0), 5);
  assert.equal(told(999_999, 0), 3_600);
});

test('an inventory that fails rests ever longer, never beyond its own interval unless it was told to wait', () => {
  fc.assert(
    fc.property(interval, fc.nat(40), random, (intervalSeconds, failedBefore, chance) => {
      const ms = inventoryRestAfter({ intervalSeconds, failedBefore, retryAfterSeconds: undefined }, chance);
      const floor = 1000 * Math.max(5, Math.min(intervalSeconds, 600) / 2);
      assert.ok(ms >= floor - 1, `${ms} < ${floor}`);
      assert.ok(ms <= 1000 * Math.max(5, Math.min(intervalSeconds, 86_400)) + 1, String(ms));
    }),
  );
  const day = { intervalSeconds: 86_400, retryAfterSeconds: undefined };
  assert.deepEqual(
    [0, 1, 2, 20].map((failedBefore) =>
      Math.round(inventoryRestAfter({ ...day, failedBefore }, almostOne) / 1000),
    ),
    [600, 1_200, 2_400, 86_400],
  );
  assert.equal(inventoryRestAfter({ ...day, failedBefore: 0, retryAfterSeconds: 1_800 }, 0), 1_800_000);
});
