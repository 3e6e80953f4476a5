import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Way } from '@causeway/reachability';
import { digestOf, thinnedOut } from './crossing-sample.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const END = 60 * DAY_MS;

test('samples are thinned out as they age, the first stays, and two months take no more room than some hundred', () => {
  let kept: { at: number }[] = [];
  const most = { count: 0 };
  for (let now = 0; now <= END; now += 10 * MINUTE_MS) {
    const past = new Set(thinnedOut(kept, now));
    kept = [...kept.filter(({ at }) => !past.has(at)), { at: now }];
    most.count = Math.max(most.count, kept.length);
  }
  const within = (ms: number) => kept.filter(({ at }) => END - at <= ms).length;
  assert.equal(kept.at(0)?.at, 0);
  assert.ok(most.count < 500, `${most.count}`);
  assert.ok(within(DAY_MS) >= 100 && within(DAY_MS) <= 150, `${within(DAY_MS)}`);
  assert.ok(kept.length > 250, `${kept.length}`);
});

test('nothing is thinned out of what is new or of nothing', () => {
  assert.deepEqual(thinnedOut([], 0), []);
  assert.deepEqual(thinnedOut([{ at: 0 }, { at: MINUTE_MS }], MINUTE_MS), []);
});

test('a crossing is told by where it leads: in any order, under the same trust', () => {
  const way = (address: string, trust: string): Way => ({ address, trusts: [trust], serves: 'everything' });
  const ways = [way('https://a:443', 'one'), way('https://b:443', 'two')];
  const known = digestOf({ after: ways });
  assert.equal(digestOf({ after: ways.toReversed() }), known);
  assert.notEqual(digestOf({ after: [way('https://a:443', 'two'), ways[1] ?? (ways[0] as Way)] }), known);
  assert.notEqual(digestOf({ after: ways.slice(1) }), known);
});
