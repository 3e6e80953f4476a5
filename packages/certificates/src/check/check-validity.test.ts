import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { checkInDate, checkValidity } from './check-validity.ts';
import { parsed, summaryOf } from './testing/parsed.ts';

const DAY_MS = 86_400_000;
const notBefore = Date.UTC(2026, 0, 1);
const notAfter = Date.UTC(2026, 3, 1);
const leaf = parsed(createTestCa().issue({ notBefore, notAfter }));
const codes = { expired: 'OVER', early: 'EARLY' };

test('from its first second to before its last', () => {
  assert.deepEqual(summaryOf(checkInDate(leaf, notBefore - 1000, codes)), ['error EARLY']);
  assert.deepEqual(summaryOf(checkInDate(leaf, notBefore, codes)), []);
  assert.deepEqual(summaryOf(checkInDate(leaf, notAfter - 1000, codes)), []);
  assert.deepEqual(summaryOf(checkInDate(leaf, notAfter, codes)), ['error OVER']);
});

test('the end is told ahead, and measured by the active window', () => {
  const limits = { warnWithinDays: 14, activeWindowMs: 30 * DAY_MS };
  const at = (daysLeft: number) =>
    summaryOf(checkValidity(leaf, { at: notAfter - daysLeft * DAY_MS, ...limits }));
  assert.deepEqual(at(31), []);
  assert.deepEqual(at(20), ['warning CERTIFICATE_SHORTER_THAN_ACTIVE_WINDOW']);
  assert.deepEqual(at(10), [
    'warning CERTIFICATE_EXPIRES_SOON',
    'warning CERTIFICATE_SHORTER_THAN_ACTIVE_WINDOW',
  ]);
});

test('what is over is not said to end soon', () => {
  assert.deepEqual(summaryOf(checkValidity(leaf, { at: notAfter, warnWithinDays: 14 })), [
    'error CERTIFICATE_EXPIRED',
  ]);
});
