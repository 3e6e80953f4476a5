import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Client, decide, explain, standingOf, startVerdict } from './index.ts';
import { DAY, now, policy } from './testing/sample-fleet.ts';

const address = fc.constantFrom('http://a:80', 'https://a:443', 'https://b:443');
const trust = fc.constantFrom('none', 'aa', 'bb');
const time = fc.integer({ min: -60, max: 1 }).map((days) => now + days * DAY);
const way = fc.record(
  {
    address,
    server: fc.constantFrom('main', 'branch'),
    trusts: fc.uniqueArray(trust, { minLength: 1, maxLength: 2 }),
    serves: fc.constantFrom<'everything' | 'rescue'>('everything', 'rescue'),
  },
  { requiredKeys: ['address', 'trusts', 'serves'] },
);
const anyClient: fc.Arbitrary<Client> = fc.record({
  id: fc.uuid(),
  name: fc.constant('x'),
  kind: fc.constantFrom<'native' | 'foreign'>('native', 'foreign'),
  agent: fc.constantFrom('GLPI-Agent_v1.9', 'curl'),
  group: fc.constantFrom('servers', 'yachts', 'none'),
  standing: fc.constantFrom<'enrolled' | 'retired'>('enrolled', 'retired'),
  waiver: fc.option(fc.constant({ reason: 'r', by: 'b', at: now })),
  lastSeenAt: fc.option(time),
  fetchedRevision: fc.integer({ min: 0, max: 9 }),
  evidence: fc.array(fc.record({ address, trust, at: time }), { maxLength: 4 }),
  failures: fc.array(
    fc.record(
      { address, code: fc.constant('TIMEOUT'), at: time, trust },
      { requiredKeys: ['address', 'code', 'at'] },
    ),
    { maxLength: 3 },
  ),
});
/** Some groups are asleep sooner than the rest, some later. */
const grouped = { ...policy, activeWindowMsByGroup: { servers: 2 * DAY, yachts: 50 * DAY } };
const windowOf = ({ group = '' }: Client) =>
  ({ servers: 2 * DAY, yachts: 50 * DAY })[group] ?? policy.activeWindowMs;
const anyChange = fc.record({
  before: fc.array(way, { maxLength: 3 }),
  after: fc.array(way, { maxLength: 3 }),
  revision: fc.integer({ min: 0, max: 9 }),
});

test('property: when the law allows taking something, every active client keeps a way that it proved', () => {
  fc.assert(
    fc.property(anyChange, fc.array(anyClient, { maxLength: 5 }), (change, fleet) => {
      if (decide(change, fleet, grouped, now).kind === 'refused') return;
      const taken = change.before.some(
        (old) =>
          !change.after.some(
            (kept) =>
              kept.address === old.address &&
              old.trusts.every((one) => kept.trusts.some((other) => other === one)) &&
              (kept.serves === 'everything' || old.serves === 'rescue'),
          ),
      );
      if (!taken) return;
      for (const one of fleet) {
        const isActive =
          one.standing === 'enrolled' &&
          one.waiver === null &&
          one.lastSeenAt !== null &&
          now - one.lastSeenAt <= windowOf(one);
        if (!isActive) continue;
        const hasWay = one.evidence.some(
          (seen) =>
            now - seen.at <= windowOf(one) &&
            change.after.some(
              (kept) =>
                kept.serves === 'everything' &&
                kept.address === seen.address &&
                kept.trusts.some((one) => one === seen.trust),
            ),
        );
        assert.ok(hasWay);
      }
    }),
    { numRuns: 5_000 },
  );
});

test('property: a foreign agent that is left without a way of its own is never passed over in silence', () => {
  fc.assert(
    fc.property(anyChange, anyClient, (change, one) => {
      fc.pre(one.standing === 'enrolled' && one.waiver === null && one.evidence.length > 0);
      const found = standingOf({ ...one, kind: 'foreign' }, change, grouped, now);
      const keepsItsWay = change.after.some(
        (way) =>
          way.serves === 'everything' &&
          one.evidence.some(
            (seen) => seen.address === way.address && way.trusts.some((trust) => trust === seen.trust),
          ),
      );
      if (!keepsItsWay) assert.equal(found.kind === 'blocked' && found.reason.kind, 'foreign');
      assert.ok(found.kind !== 'blocked' || explain(found.reason).remedy.length > 0);
      const other = { ...change, revision: 9 - change.revision };
      assert.deepEqual(
        standingOf({ ...one, kind: 'foreign', fetchedRevision: 0 }, other, grouped, now),
        found,
      );
    }),
    { numRuns: 5_000 },
  );
});

test('property: offering more HTTP never turns allowed into refused, and a waiver never turns anything into refused', () => {
  fc.assert(
    fc.property(anyChange, fc.array(anyClient, { maxLength: 4 }), way, (change, fleet, more) => {
      // HTTPS that is offered keeps those who know HTTPS from HTTP.
      fc.pre(more.address.startsWith('http:'));
      if (decide(change, fleet, policy, now).kind === 'refused') return;
      assert.equal(decide({ ...change, after: [...change.after, more] }, fleet, policy, now).kind, 'allowed');
      const waived = fleet.map((one) => ({ ...one, waiver: { reason: 'r', by: 'b', at: now } }));
      assert.equal(decide(change, waived, policy, now).kind, 'allowed');
    }),
    { numRuns: 5_000 },
  );
});

test('property: the order of the fleet does not matter, and one client at a time is the same as all at once', () => {
  fc.assert(
    fc.property(anyChange, fc.array(anyClient, { maxLength: 5 }), (change, fleet) => {
      const open = startVerdict(change, policy, now);
      for (const one of fleet.toReversed()) open.consider(one);
      assert.deepEqual(open.verdict().counts, decide(change, fleet, policy, now).counts);
    }),
  );
});
