import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectedOf, type ForecastInput, forecastCrossing, silentMsOf } from './crossing-forecast.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOW = 1000 * HOUR_MS;

const base: ForecastInput = {
  ...{ samples: [], waiting: 10, silent: 0, byHand: 0 },
  ...{ pollingMs: 10 * MINUTE_MS, silentMs: HOUR_MS, now: NOW },
};

/** An hour apart, the last one an hour ago. */
function hourly(blocking: readonly number[]): ForecastInput['samples'] {
  return blocking.map((count, index) => ({ at: NOW - (blocking.length - index) * HOUR_MS, blocking: count }));
}

const forecast = (parts: Partial<ForecastInput>) => {
  const { kind, at, since, perHour } = forecastCrossing({ ...base, ...parts });
  return { kind, ...(at && { at }), ...(since && { since }), ...(perHour && { perHour }) };
};

test('nobody blocks: done, whatever was before', () => {
  assert.deepEqual(forecast({ waiting: 0 }), { kind: 'done' });
  assert.deepEqual(forecast({ waiting: 0, samples: hourly([9, 9]) }), { kind: 'done' });
});

test('whoever is silent or needs a hand crosses at no pace at all', () => {
  const samples = hourly([50, 40, 30]);
  assert.deepEqual(forecast({ waiting: 0, silent: 3, byHand: 2, samples }), { kind: 'not-by-themselves' });
});

test('it is too early until a fleet had three polls', () => {
  assert.deepEqual(forecast({}), { kind: 'too-early' });
  const samples = [{ at: NOW - 29 * MINUTE_MS, blocking: 50 }];
  assert.deepEqual(forecast({ samples }), { kind: 'too-early' });
  assert.equal(forecast({ samples: [{ at: NOW - 30 * MINUTE_MS, blocking: 50 }] }).kind, 'by');
});

test('at the pace of the later half, for those that may still cross', () => {
  // 1,000 in the first two hours, 20 in the last two.
  const samples = hourly([1_050, 500, 50, 40]);
  assert.deepEqual(forecast({ samples, waiting: 20, silent: 10 }), {
    ...{ kind: 'by', at: NOW + 2 * HOUR_MS, perHour: 10 },
  });
});

test('the pace of a long crossing is that of the last week', () => {
  const week = 7 * 24;
  const samples = [
    { at: NOW - 10 * week * HOUR_MS, blocking: 10_000 },
    { at: NOW - 5 * week * HOUR_MS, blocking: 10 + 5 * week },
    { at: NOW - week * HOUR_MS, blocking: 10 + week },
  ];
  assert.deepEqual(forecast({ samples }), { kind: 'by', at: NOW + 10 * HOUR_MS, perHour: 1 });
});

test('when nobody crosses it says since when; clients that are new are no step back in time', () => {
  const stalled = { kind: 'stalled', since: NOW - 5 * HOUR_MS };
  assert.deepEqual(forecast({ samples: hourly([20, 10, 10, 10, 10, 10]) }), stalled);
  assert.deepEqual(forecast({ samples: hourly([20, 10, 10, 10, 10, 10]), waiting: 12 }), stalled);
  const never = { kind: 'stalled', since: NOW - 3 * HOUR_MS };
  assert.deepEqual(forecast({ samples: hourly([10, 10, 10]) }), never);
});

test('a pace that leads beyond ten years is none', () => {
  const samples = [{ at: NOW - 900 * HOUR_MS, blocking: 1_000_001 }];
  assert.equal(forecast({ samples, waiting: 1_000_000 }).kind, 'stalled');
});

test('a client that blocks needs a hand, or is silent, or is waited for', () => {
  const client = { lastSeenAt: NOW - HOUR_MS };
  const of = (kind: 'failed' | 'not-proven', lastSeenAt: number | null) => {
    const reason = { kind, addresses: [], address: '', code: '', at: 0 };
    return expectedOf(reason, { lastSeenAt }, HOUR_MS, NOW);
  };
  assert.equal(of('failed', client.lastSeenAt), 'byHand');
  assert.equal(of('not-proven', client.lastSeenAt), 'waiting');
  assert.equal(of('not-proven', client.lastSeenAt - 1), 'silent');
  assert.equal(of('not-proven', null), 'silent');
});

test('silent is who misses three polls, at least an hour long', () => {
  assert.equal(silentMsOf({ pollingIntervalSeconds: 1, groups: [] }), HOUR_MS);
  const groups = [{ name: 'slow', pollingIntervalSeconds: 7_200 }, { name: 'other' }];
  assert.equal(silentMsOf({ pollingIntervalSeconds: 600, groups }), 6 * HOUR_MS);
});
