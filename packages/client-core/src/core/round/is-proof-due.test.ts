import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProofDue } from './is-proof-due.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

for (const { title, pollingInterval = 600, proofInterval, agoMs, isDue } of [
  { title: 'just shown', agoMs: 0, isDue: false },
  { title: 'half a day old', agoMs: 12 * HOUR, isDue: false },
  { title: 'a day old before the next poll comes', agoMs: 23 * HOUR + 51 * MINUTE, isDue: true },
  { title: 'from a year that the clock has not reached', agoMs: -400 * 24 * HOUR, isDue: true },
  { title: 'twenty minutes old of thirty', proofInterval: 1_800, agoMs: 20 * MINUTE, isDue: false },
  { title: 'a bit more', proofInterval: 1_800, agoMs: 20 * MINUTE + 1_000, isDue: true },
  { title: 'as old as a poll that comes too rarely', proofInterval: 3, agoMs: 10 * MINUTE, isDue: true },
  { title: 'three seconds of four', pollingInterval: 1, proofInterval: 4, agoMs: 3_000, isDue: false },
]) {
  test(`a proof that is ${title} is ${isDue ? 'due' : 'not due'}`, () => {
    assert.equal(isProofDue({ pollingInterval, proofInterval }, now - agoMs, now), isDue);
  });
}
