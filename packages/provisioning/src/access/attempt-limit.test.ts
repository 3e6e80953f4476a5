import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CausewayError } from '@causeway/errors';
import { AttemptLimit } from './attempt-limit.ts';

const FREE = 5;

function limitAt(clock: { now: number }): AttemptLimit {
  return new AttemptLimit(() => clock.now);
}

function refusalOf(attempt: () => void): CausewayError | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof CausewayError) return error;
    throw error;
  }
}

test('a few slips are free, then each further failure doubles the wait up to a quarter of an hour', () => {
  const clock = { now: 1_000_000 };
  const limit = limitAt(clock);
  for (let slip = 0; slip < FREE; slip++) limit.attempt('ada');
  const waits: number[] = [];
  for (let failure = 0; failure < 12; failure++) {
    limit.attempt('ada');
    const refusal = refusalOf(() => limit.attempt('ada'));
    assert.equal(refusal?.code, 'TOO_MANY_ATTEMPTS');
    assert.ok(refusal.seen && refusal.expected && refusal.hint);
    waits.push(refusal.retryAfterSeconds ?? 0);
    clock.now += (refusal.retryAfterSeconds ?? 0) * 1000;
  }
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
});

test('a refused try is not counted, and one millisecond early is early', () => {
  const clock = { now: 0 };
  const limit = limitAt(clock);
  for (let failure = 0; failure <= FREE; failure++) limit.attempt('ada');
  for (let refused = 0; refused < 10; refused++) assert.throws(() => limit.attempt('ada'));
  clock.now = 999;
  assert.equal(refusalOf(() => limit.attempt('ada'))?.retryAfterSeconds, 1);
  clock.now = 1_000;
  assert.doesNotThrow(() => limit.attempt('ada'));
});

test('guesses at the same moment count before any of them is judged', () => {
  const limit = limitAt({ now: 0 });
  const allowed = Array.from({ length: 100 }, () => refusalOf(() => limit.attempt('ada'))).filter(
    (refusal) => refusal === undefined,
  );
  assert.equal(allowed.length, FREE + 1);
});

test('success forgets, and one subject does not slow another', () => {
  const limit = limitAt({ now: 0 });
  for (let failure = 0; failure <= FREE; failure++) limit.attempt('ada');
  assert.doesNotThrow(() => limit.attempt('bob'));
  limit.succeeded('ada');
  for (let slip = 0; slip < FREE; slip++) assert.doesNotThrow(() => limit.attempt('ada'));
});

test('of several subjects none is counted while one has to wait', () => {
  const clock = { now: 0 };
  const limit = limitAt(clock);
  for (let failure = 0; failure <= FREE; failure++) limit.attempt('192.0.2.7');
  for (let refused = 0; refused < 100; refused++) assert.throws(() => limit.attempt('ada', '192.0.2.7'));
  assert.doesNotThrow(() => limit.attempt('ada'));
});

test('a subject that many may be has more failures free, beside another that has not', () => {
  const limit = limitAt({ now: 0 });
  const many = { name: 'name ada', freeFailures: 100 };
  for (let place = 0; place <= 100; place++) limit.attempt(`place ${place}`, many);
  assert.equal(refusalOf(() => limit.attempt('another place', many))?.retryAfterSeconds, 1);
  assert.doesNotThrow(() => limit.attempt('another place'));
});

test('an hour without a failure forgets those before, and not a millisecond less', () => {
  const clock = { now: 0 };
  const limit = limitAt(clock);
  const fail = () => {
    for (let failure = 0; failure < FREE; failure++) limit.attempt('ada');
  };
  fail();
  clock.now += 3_599_999;
  limit.attempt('ada');
  assert.throws(() => limit.attempt('ada'));
  clock.now += 3_600_000;
  assert.doesNotThrow(fail);
});

test('what is proven is no failure, what is not is one', async () => {
  const limit = limitAt({ now: 0 });
  for (let time = 0; time <= FREE; time++) assert.equal(await limit.guard(['ada'], async () => 1), 1);
  const wrong = new Error('wrong');
  const fail = () => limit.guard(['ada'], () => Promise.reject(wrong));
  for (let failure = 0; failure <= FREE; failure++) await assert.rejects(fail(), wrong);
  await assert.rejects(fail(), { code: 'TOO_MANY_ATTEMPTS' });
});

test('ten thousand strangers take no more room than that', () => {
  const limit = limitAt({ now: 0 });
  for (let failure = 0; failure <= FREE; failure++) limit.attempt('the oldest');
  for (let stranger = 0; stranger < 10_000; stranger++) limit.attempt(`stranger ${stranger}`);
  assert.doesNotThrow(() => limit.attempt('the oldest'));
});
