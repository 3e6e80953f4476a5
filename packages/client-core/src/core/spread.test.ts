import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ClientState } from './client-state.ts';
import { isInventoryDue, nextInventoryAfter } from './inventory-plan.ts';
import { type Pace, roundThrough, withPace } from './pace.ts';
import { delayAfter } from './schedule.ts';

const CLIENTS = 10_000;
/** Buckets that a new interval is looked at in: a fair share is a hundred clients. */
const BUCKETS = 100;
/** Of ten thousand clients at random moments, the fullest of a hundred buckets has about 1.3 times its fair share. */
const MOST_SHARES = 2;
const DAY = 86_400;

/** All of a client that its next poll and its next inventory depend on. */
type Moments = Pick<ClientState, 'pace' | 'inventoryAt' | 'nextInventoryAt' | 'inventoryTrouble'>;
const NEW: Moments = { pace: null, inventoryAt: null, nextInventoryAt: null, inventoryTrouble: null };

interface Fleet {
  readonly random: () => number;
  /** By client. */
  readonly states: Moments[];
  readonly nextPollAt: Float64Array;
}

/** mulberry32: the same fleet for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** In its pace for long: every client at its own moment. */
function settledFleet(pace: Pace, seed: number): Fleet {
  const random = randomOf(seed);
  const states = Array.from({ length: CLIENTS }, () => ({
    ...{ ...NEW, pace, inventoryAt: 0, nextInventoryAt: random() * pace.inventoryInterval * 1000 },
  }));
  return {
    random,
    states,
    nextPollAt: Float64Array.from(states, () => random() * pace.pollingInterval * 1000),
  };
}

/** As `Client.poll` plans what comes next. @returns whether an inventory went with it */
function poll({ random, states, nextPollAt }: Fleet, client: number, pace: Pace): boolean {
  const at = nextPollAt[client] ?? 0;
  let state = states[client];
  assert.ok(state);
  nextPollAt[client] = at + delayAfter(roundThrough(state.pace, pace), random());
  const isDue = isInventoryDue(state, pace.inventoryInterval, at);
  if (isDue) {
    const nextInventoryAt = nextInventoryAfter(state, pace.inventoryInterval, at, random());
    state = { ...state, inventoryAt: at, nextInventoryAt };
  }
  states[client] = withPace(state, pace, at, random());
  return isDue;
}

/** All polls of the fleet until then. @returns when polls and inventories were, in seconds */
function runUntil(fleet: Fleet, seconds: number, pace: Pace) {
  const polls: number[] = [];
  const inventories: number[] = [];
  for (let client = 0; client < CLIENTS; client++) {
    const next = () => (fleet.nextPollAt[client] ?? 0) / 1000;
    for (let at = next(); at < seconds; at = next()) {
      polls.push(at);
      if (poll(fleet, client, pace)) inventories.push(at);
    }
  }
  return { polls, inventories };
}

/** The fullest bucket of a window of one interval, in fair shares. */
function fullest(times: readonly number[], from: number, interval: number): number {
  const counts = new Float64Array(BUCKETS);
  for (const at of times) {
    const bucket = Math.floor(((at - from) / interval) * BUCKETS);
    if (bucket >= 0 && bucket < BUCKETS) counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return Math.max(...counts) / (CLIENTS / BUCKETS);
}

const interval = fc.constantFrom(300, 600, 700, 1_200, 3_600, 21_600, DAY);
const seed = fc.integer();

test('whatever the polling interval becomes, the fleet is not in step: neither at first nor later', () => {
  fc.assert(
    fc.property(interval, interval, seed, (before, after, chance) => {
      const old = { pollingInterval: before, inventoryInterval: 30 * DAY };
      const pace = { ...old, pollingInterval: after };
      const fleet = settledFleet(old, chance);
      // All of them hear of it within the old interval.
      const { polls } = runUntil(fleet, before + 4 * after, pace);
      for (const from of [before, before + after, before + 3 * after])
        assert.ok(fullest(polls, from, after) < MOST_SHARES, `${before} to ${after}, from ${from}`);
      // While they hear of it, no more come than by the old interval and the new one together.
      const busier = Math.min(before, after);
      const shares = fullest(polls, 0, busier) / (busier / before + busier / after);
      assert.ok(shares < MOST_SHARES, `${before} to ${after}: ${shares} while they hear of it`);
    }),
    { numRuns: 15 },
  );
});

test('whatever the interval of inventories becomes, they come spread over the new one, for days', () => {
  const days = fc.constantFrom(DAY / 4, DAY, 2 * DAY, 7 * DAY);
  fc.assert(
    fc.property(days, days, seed, (before, after, chance) => {
      // Inventories go with polls: each of a hundred buckets sees every client several times.
      const old = { pollingInterval: 3_600, inventoryInterval: before };
      const pace = { pollingInterval: after / 200, inventoryInterval: after };
      const { inventories } = runUntil(settledFleet(old, chance), 3_600 + 3 * after, pace);
      const from = 3_600 + (before === after ? 0 : after);
      for (const start of [from, from + after])
        assert.ok(fullest(inventories, start, after) < MOST_SHARES, `${before} to ${after}`);
    }),
    { numRuns: 3 },
  );
});

test('a fleet that was enrolled in one moment is spread from its second poll and its second inventory on', () => {
  const pace = { pollingInterval: 600, inventoryInterval: DAY };
  const random = randomOf(7);
  const states = Array.from({ length: CLIENTS }, () => NEW);
  const fleet: Fleet = { random, states, nextPollAt: new Float64Array(CLIENTS) };
  const { polls, inventories } = runUntil(fleet, 3 * DAY, pace);
  const later = polls.filter((at) => at > 0);
  assert.ok(fullest(later, 0, 600) < MOST_SHARES);
  assert.ok(fullest(later, DAY, 600) < MOST_SHARES);
  // Those of the first moment aside.
  const second = inventories.filter((at) => at > 0);
  for (const day of [0, 1, 2]) assert.ok(fullest(second, day * DAY, DAY) < MOST_SHARES, `day ${day}`);
});
