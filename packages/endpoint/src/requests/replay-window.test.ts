import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ReplayWindow } from './replay-window.ts';

const WINDOW_MS = 600_000;

test('a nonce is refused for as long as the window, whatever comes between', () => {
  const step = fc.record({ nonce: fc.integer({ min: 0, max: 5 }), laterMs: fc.nat({ max: WINDOW_MS }) });
  fc.assert(
    fc.property(fc.nat({ max: 2 * WINDOW_MS }), fc.array(step, { maxLength: 60 }), (startsAt, steps) => {
      const window = new ReplayWindow(WINDOW_MS, startsAt);
      const acceptedAt = new Map<number, number>();
      let now = startsAt;
      for (const { nonce, laterMs } of steps) {
        now += laterMs;
        const age = now - (acceptedAt.get(nonce) ?? Number.NEGATIVE_INFINITY);
        const isFresh = window.isFresh(String(nonce), now);
        if (age < WINDOW_MS) assert.equal(isFresh, false, `accepted again after ${age} ms`);
        if (age >= 3 * WINDOW_MS) assert.equal(isFresh, true, `still refused after ${age} ms`);
        if (isFresh) acceptedAt.set(nonce, now);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('a nonce is refused to the last millisecond of the window, wherever the generations turn', () => {
  for (const offset of [0, 1, WINDOW_MS - 1, WINDOW_MS, WINDOW_MS + 1]) {
    const window = new ReplayWindow(WINDOW_MS, 0);
    assert.ok(window.isFresh('nonce', offset));
    assert.ok(!window.isFresh('nonce', offset + WINDOW_MS), `taken at ${offset}`);
  }
});

test('a clock that is set back forgets nothing', () => {
  const window = new ReplayWindow(WINDOW_MS, 10 * WINDOW_MS);
  assert.ok(window.isFresh('nonce', 10 * WINDOW_MS));
  assert.ok(!window.isFresh('nonce', WINDOW_MS));
});

test('no more is remembered than what came in the last two windows', () => {
  const rate = 50;
  const window = new ReplayWindow(WINDOW_MS, 0);
  let most = 0;
  for (let step = 0; step < 10_000; step++) {
    window.isFresh(`nonce ${step}`, step * (WINDOW_MS / rate));
    most = Math.max(most, window.size);
  }
  assert.ok(most >= rate && most <= 2 * rate, `${most} remembered`);
  window.isFresh('the last', 1_000 * WINDOW_MS);
  assert.equal(window.size, 1);
});
