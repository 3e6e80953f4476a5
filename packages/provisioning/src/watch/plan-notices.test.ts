import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { freshNotices, type Notice } from '../notices/notice.ts';
import { noticeSteps } from './notice-steps.ts';
import { planNotices, severityOf } from './plan-notices.ts';
import type { Watched, WatchedUser } from './watched.ts';

const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;
const user: WatchedUser = { kind: 'tenant', name: 'acme', addresses: ['https://inventory.acme.example:443'] };

function someWatched(parts: Partial<Watched> = {}): Watched {
  return {
    kind: 'certificate',
    name: 'shop',
    sha256: 'ab'.repeat(32),
    notBefore: 0,
    notAfter: YEAR_MS,
    users: [user],
    renewedAtLeftMs: null,
    ...parts,
  };
}

/** Looks at each of these moments and remembers what it told, as the watch does. */
function watchThrough(watched: readonly Watched[], moments: readonly number[]): Notice[] {
  const told: Notice[] = [];
  const last = new Map<string, number>();
  for (const now of moments) {
    for (const notice of freshNotices(planNotices(watched, now), last)) {
      last.set(notice.series, notice.step);
      told.push(notice);
    }
  }
  return told;
}

const lifetimes = fc.integer({ min: 3_600_000, max: 20 * YEAR_MS });
const walks = fc.record({
  lifetimeMs: lifetimes,
  shares: fc.array(fc.double({ min: -0.2, max: 1.2, noNaN: true }), { maxLength: 60 }),
});

test('each step is told once and in order, however the clock jumps', () => {
  fc.assert(
    fc.property(walks, ({ lifetimeMs, shares }) => {
      const told = watchThrough(
        [someWatched({ notAfter: lifetimeMs })],
        shares.map((share) => share * lifetimeMs),
      );
      const steps = told.map(({ step }) => step);
      assert.deepEqual(
        steps,
        [...new Set(steps)].sort((a, b) => a - b),
      );
    }),
  );
});

test('looking often tells every step; looking once tells the newest of those that came', () => {
  fc.assert(
    fc.property(lifetimes, fc.double({ min: 0, max: 1.2, noNaN: true }), (lifetimeMs, share) => {
      const watched = [someWatched({ notAfter: lifetimeMs })];
      const steps = noticeSteps(lifetimeMs);
      const now = share * lifetimeMs;
      const come = steps.map((left) => lifetimeMs - left).filter((at) => at <= now);
      assert.equal(watchThrough(watched, [...come, now]).length, come.length);
      assert.deepEqual(
        watchThrough(watched, [now]).map(({ step }) => step),
        come.length === 0 ? [] : [come.length - 1],
      );
    }),
  );
});

test('a clock set back repeats nothing, and the steps go on behind where they were', () => {
  const day = (left: number) => YEAR_MS - left * DAY_MS;
  const told = watchThrough([someWatched()], [day(31), day(30), day(200), day(61), day(31), day(14)]);
  assert.deepEqual(
    told.map(({ step }) => step),
    [1, 2, 3],
  );
});

test('nobody is told of what nobody uses, whatever its state; the list shows it as a notice', () => {
  fc.assert(
    fc.property(fc.double({ min: -1, max: 2, noNaN: true }), (share) => {
      const unused = someWatched({ users: [] });
      assert.deepEqual(planNotices([unused], share * YEAR_MS), []);
      assert.ok(['ok', 'notice'].includes(severityOf(unused, share * YEAR_MS)));
    }),
  );
  assert.equal(severityOf(someWatched({ users: [] }), YEAR_MS), 'notice');
});

test('certificate and anchor of the same look have series of their own', () => {
  const told = watchThrough([someWatched(), someWatched({ kind: 'anchor', name: 'CN=Root' })], [YEAR_MS]);
  assert.deepEqual(told.map(({ kind }) => kind).sort(), ['anchor-expiry', 'certificate-expiry']);
  assert.equal(new Set(told.map(({ series }) => series)).size, 2);
});

test('grows more urgent: warning, then error; after the end it says so', () => {
  const severityAt = (daysLeft: number) => severityOf(someWatched(), YEAR_MS - daysLeft * DAY_MS);
  assert.deepEqual([200, 100, 31, 15, 0, -5].map(severityAt), [
    'ok',
    'warning',
    'warning',
    'error',
    'error',
    'error',
  ]);
  const [ended] = planNotices([someWatched()], YEAR_MS + 3 * DAY_MS);
  assert.match(ended?.text ?? '', /^Certificate "shop" ended at 1971-01-01T00:00:00Z, 3 days ago\./);
});

test('says what ends, when, who uses it where, and the remedy', () => {
  const console: WatchedUser = { kind: 'console', name: 'console', addresses: [] };
  const [notice] = planNotices([someWatched({ users: [user, console] })], YEAR_MS - 14 * DAY_MS);
  assert.equal(
    notice?.text,
    'Certificate "shop" ends at 1971-01-01T00:00:00Z, in 14 days. It is used by tenant acme at ' +
      'https://inventory.acme.example:443, the console. Renew it or take another: ' +
      '`causeway tenant configure TENANT --certificate NAME`.',
  );
});
