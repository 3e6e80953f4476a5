import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dueStep, nextStepAt, noticeSteps } from './notice-steps.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** From a certificate of an hour to an anchor of fifty years. */
const lifetimes = fc.integer({ min: HOUR_MS, max: 50 * 366 * DAY_MS });

function inUnits(lifetimeMs: number, unitMs: number): number[] {
  return noticeSteps(lifetimeMs).map((left) => Math.round((left / unitMs) * 10) / 10);
}

test('a year: about 120, 60, 30, 14, 7, 3 and 1 days, and the end', () => {
  assert.deepEqual(inUnits(365 * DAY_MS, DAY_MS), [121.7, 60.8, 30.4, 15.2, 7.6, 3.8, 1.9, 1, 0]);
});

test('ninety days begin when they are to be renewed, thirty days before the end', () => {
  assert.deepEqual(inUnits(90 * DAY_MS, DAY_MS), [30, 15, 7.5, 3.8, 1.9, 0.9, 0]);
});

test('six days: two days, one day, and some hours', () => {
  assert.deepEqual(inUnits(6 * DAY_MS, HOUR_MS), [48, 24, 12, 6, 3, 0]);
});

test('an anchor of ten years does not speak up three years ahead', () => {
  assert.deepEqual(inUnits(3650 * DAY_MS, DAY_MS), [180, 90, 45, 22.5, 11.3, 5.6, 2.8, 1.4, 0.7, 0]);
});

test('steps fall to zero, each half of the one before, and there are few', () => {
  fc.assert(
    fc.property(lifetimes, (lifetimeMs) => {
      const steps = noticeSteps(lifetimeMs);
      const warnings = steps.slice(0, -1);
      assert.equal(steps.at(-1), 0);
      assert.ok(steps.length <= 11, `${steps.length} steps`);
      for (const [index, left] of warnings.entries()) {
        assert.ok(left <= lifetimeMs / 3 && left >= HOUR_MS, `${left} ms`);
        if (index > 0) assert.ok(Math.abs(left - (warnings[index - 1] ?? 0) / 2) <= 1);
      }
    }),
  );
});

test('a longer lifetime never speaks up later', () => {
  fc.assert(
    fc.property(lifetimes, lifetimes, (one, other) => {
      const [shorter, longer] = one <= other ? [one, other] : [other, one];
      assert.ok((noticeSteps(longer)[0] ?? 0) >= (noticeSteps(shorter)[0] ?? 0));
    }),
  );
});

test('every lifetime of three hours and more has a step before its end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3 * HOUR_MS, max: 50 * 366 * DAY_MS }), (lifetimeMs) => {
      assert.ok(noticeSteps(lifetimeMs).length >= 2);
    }),
  );
});

test('the step that is due never goes back while time goes on, and the next one is ahead of it', () => {
  fc.assert(
    fc.property(
      lifetimes,
      fc.array(fc.double({ min: -0.5, max: 1.5, noNaN: true })),
      (lifetimeMs, shares) => {
        const lifetime = { notBefore: 0, notAfter: lifetimeMs, renewedAtLeftMs: null };
        let last = -1;
        for (const now of shares.map((share) => share * lifetimeMs).sort((a, b) => a - b)) {
          const due = dueStep(lifetime, now) ?? -1;
          assert.ok(due >= last);
          last = due;
          const next = nextStepAt(lifetime, now);
          if (next === undefined) assert.equal(due, noticeSteps(lifetimeMs).length - 1);
          else assert.equal(dueStep(lifetime, next), due + 1);
        }
      },
    ),
  );
});

test('what is renewed by itself is no news until that failed', () => {
  const lifetime = { notBefore: 0, notAfter: 90 * DAY_MS, renewedAtLeftMs: 30 * DAY_MS };
  assert.equal(dueStep(lifetime, 60 * DAY_MS), undefined);
  assert.equal(nextStepAt(lifetime, 0), 75 * DAY_MS);
  assert.equal(dueStep(lifetime, 75 * DAY_MS), 1);
});
