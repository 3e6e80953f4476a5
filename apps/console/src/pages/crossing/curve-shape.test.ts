import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curveShape, fewOf, withNow } from './curve-shape.ts';
import { restMsFor } from './rest-ms-for.ts';

const frame = { width: 120, height: 110, left: 10, right: 10, top: 5, bottom: 5 };
const sample = (at: number, proven: number, blocking: number) => ({
  ...{ at, proven, blocking, sleeping: 0, waived: 0 },
});

test('time goes from left to right, clients from the bottom up to a round number', () => {
  const { lines, ends, ticks } = curveShape(
    [sample(1000, 0, 15), sample(2000, 10, 5), sample(3000, 15, 0)],
    frame,
  );
  assert.equal(lines.proven, '10,105 60,55 110,30');
  assert.equal(lines.blocking, '10,30 60,80 110,105');
  assert.deepEqual(ends.proven, { x: 110, y: 30 });
  assert.deepEqual(
    ticks.map(({ count }) => count),
    [0, 10, 20],
  );
});

test('a curve of nobody, and of one moment, is drawn as well', () => {
  const { lines, ticks } = curveShape([sample(5, 0, 0), sample(5, 0, 0)], frame);
  assert.equal(lines.proven, '10,105 10,105');
  assert.deepEqual(
    ticks.map(({ count }) => count),
    [0, 1],
  );
});

test('what is so now comes last, and nothing after it', () => {
  const now = sample(3, 2, 0);
  assert.deepEqual(withNow([sample(1, 0, 2), sample(4, 9, 9)], now), [sample(1, 0, 2), now]);
});

test('few of many keep the first and the last', () => {
  const many = Array.from({ length: 100 }, (_, index) => index);
  assert.deepEqual(fewOf(many, 4), [0, 33, 66, 99]);
  assert.deepEqual(fewOf([1, 2], 4), [1, 2]);
});

test('the larger a fleet, the less often it is asked about', () => {
  assert.deepEqual([20, 50_000, 1_000_000].map(restMsFor), [5_000, 5_000, 100_000]);
});
