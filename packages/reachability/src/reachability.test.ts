import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Change,
  type Client,
  decide,
  explain,
  FUTURE_TOLERANCE_MS,
  NAMED_LIMIT,
  type Reason,
  standingOf,
  startVerdict,
  trustOfEvidence,
  type Way,
} from './index.ts';

const DAY = 86_400_000;
const now = Date.parse('2026-11-23T10:00:00Z');
const policy = { activeWindowMs: 30 * DAY };
const http: Way = { address: 'http://a.example:80', trusts: ['none'], serves: 'everything' };
const https: Way = { address: 'https://a.example:443', trusts: ['aa'], serves: 'everything' };
const rescue: Way = { ...http, serves: 'rescue' };
const crossing: Change = { before: [https, http], after: [https, rescue], revision: 7 };

function client(changes: Partial<Client> = {}): Client {
  return {
    id: 'c1',
    name: 'anna',
    kind: 'native',
    standing: 'enrolled',
    waiver: null,
    lastSeenAt: now,
    fetchedRevision: 7,
    evidence: [
      { address: https.address, trust: 'aa', at: now },
      { address: http.address, trust: 'none', at: now },
    ],
    failures: [],
    ...changes,
  };
}

const onHttp = [{ address: http.address, trust: 'none', at: now }];
const standing = (changes: Partial<Client>, change = crossing) =>
  standingOf(client(changes), change, policy, now);
const reason = (changes: Partial<Client>, change = crossing): Reason | undefined => {
  const found = standing(changes, change);
  return found.kind === 'blocked' ? found.reason : undefined;
};

test('a client with evidence at an address that stays is proven', () => {
  assert.equal(standing({}).kind, 'proven');
});

test('each reason for blocking is told apart', () => {
  const failures = [{ address: https.address, code: 'CERTIFICATE_UNTRUSTED', at: now - 5 }];
  const old = [{ address: https.address, trust: 'aa', at: now - 31 * DAY }];
  assert.deepEqual(reason({ evidence: onHttp, failures }), { kind: 'failed', ...failures[0] });
  assert.deepEqual(reason({ evidence: onHttp, fetchedRevision: 6 }), {
    kind: 'never-fetched',
    revision: 7,
    fetchedRevision: 6,
  });
  assert.deepEqual(reason({ evidence: old }), {
    kind: 'proof-too-old',
    address: https.address,
    at: now - 31 * DAY,
  });
  assert.deepEqual(reason({ evidence: onHttp }), { kind: 'not-proven', addresses: [https.address] });
  assert.deepEqual(reason({ evidence: onHttp, kind: 'foreign' }), {
    kind: 'foreign',
    addresses: [https.address],
  });
});

test('a failure withdraws older evidence and not newer', () => {
  const failedAt = (at: number) =>
    standing({ failures: [{ address: https.address, code: 'TIMEOUT', at }] }).kind;
  assert.equal(failedAt(now + 1), 'blocked');
  assert.equal(failedAt(now), 'proven');
  assert.equal(failedAt(now - 1), 'proven');
});

test('evidence under another trust, and the rescue path, prove nothing', () => {
  assert.equal(standing({ evidence: [{ address: https.address, trust: 'bb', at: now }] }).kind, 'blocked');
  const onlyRescue: Change = { ...crossing, after: [rescue] };
  assert.equal(standing({}, onlyRescue).kind, 'blocked');
});

test('evidence counts as long as the active window, and from the future only a little', () => {
  const provenAt = (at: number) =>
    standing({ evidence: [{ address: https.address, trust: 'aa', at }] }).kind === 'proven';
  assert.equal(provenAt(now - policy.activeWindowMs), true);
  assert.equal(provenAt(now - policy.activeWindowMs - 1), false);
  assert.equal(provenAt(now + FUTURE_TOLERANCE_MS), true);
  assert.equal(provenAt(now + FUTURE_TOLERANCE_MS + 1), false);
});

test('a sleeper is left behind while a way that it knows stays, and blocks when the last goes', () => {
  const asleep = {
    lastSeenAt: now - 40 * DAY,
    evidence: [{ address: http.address, trust: 'none', at: now - 40 * DAY }],
  };
  assert.deepEqual(standing(asleep), { kind: 'left-behind', why: 'sleeping' });
  const without: Change = { ...crossing, after: [https] };
  assert.deepEqual(reason(asleep, without), { kind: 'sleeping', lastSeenAt: now - 40 * DAY });
  const moved: Change = { ...crossing, after: [https, { ...rescue, address: 'http://b.example:80' }] };
  assert.equal(reason(asleep, moved)?.kind, 'sleeping');
  assert.deepEqual(standing({ ...asleep, evidence: [] }), { kind: 'left-behind', why: 'sleeping' });
});

test('the waived are left by name, the retired do not count', () => {
  const waiver = { reason: 'scrapped', by: 'ada', at: now };
  assert.deepEqual(standing({ evidence: onHttp, waiver }), { kind: 'left-behind', why: 'waived' });
  assert.deepEqual(standing({ evidence: onHttp, standing: 'retired' }), { kind: 'retired' });
});

test('HTTP is no way for a client that has come by HTTPS, as long as HTTPS is offered', () => {
  const moved: Change = {
    before: [https, http],
    after: [{ ...https, address: 'https://a.example:8443' }, http],
    revision: 7,
  };
  assert.equal(reason({}, moved)?.kind, 'not-proven');
  assert.equal(standing({ evidence: onHttp }, moved).kind, 'proven');
  assert.equal(standing({ kind: 'foreign' }, moved).kind, 'proven');
  assert.equal(standing({}, { ...moved, after: [http] }).kind, 'proven');
});

/** Two endpoint servers: the default one, and one in a branch. */
const [main, branch] = ['main', 'branch'].map((server) => [
  { ...https, address: `https://${server}.example:443`, server },
  { ...http, address: `http://${server}.example:80`, server },
]) as [[Way, Way], [Way, Way]];
const at = ({ address, trusts: [trust = ''] }: Way) => ({ address, trust, at: now });

test('HTTP stays a way at an endpoint server whose HTTPS a client never came by, whatever it proved elsewhere', () => {
  const moved: Change = {
    before: [...main, ...branch],
    after: [{ ...main[0], address: 'https://main.example:8443' }, ...branch],
    revision: 7,
  };
  const evidence = [at(main[0]), at(branch[1])];
  assert.equal(standing({ evidence }, moved).kind, 'proven');
  assert.equal(
    standing({ evidence: [...evidence, at(branch[0])] }, { ...moved, after: [...branch] }).kind,
    'proven',
  );
  assert.equal(
    reason({ evidence: [at(branch[0]), at(branch[1])] }, { ...moved, after: [main[0], branch[1]] }),
    undefined,
  );
});

test('HTTPS at an address that nobody knows any more binds at every endpoint server that offers HTTPS', () => {
  const evidence = [{ address: 'https://former.example:443', trust: 'aa', at: now }, at(branch[1])];
  const change: Change = { before: [...branch], after: [...branch], revision: 7 };
  assert.equal(reason({ evidence }, change)?.kind, 'not-proven');
  assert.equal(standing({ evidence }, { ...change, after: [branch[1]] }).kind, 'proven');
});

test('an endpoint server that goes takes the last way of those who proved no other', () => {
  const retired: Change = { before: [...main, ...branch], after: [...main], revision: 7 };
  assert.equal(decide(retired, [client({ evidence: [at(branch[0])] })], policy, now).kind, 'refused');
  assert.equal(
    decide(retired, [client({ evidence: [at(branch[0]), at(main[0])] })], policy, now).kind,
    'allowed',
  );
});

test('who can use one endpoint server alone keeps a way to that one', () => {
  const evidence = [at(main[1]), at(branch[0])];
  const change: Change = { before: [...main, ...branch], after: [main[0], ...branch], revision: 7 };
  const upstream = { kind: 'endpoint-server', onlyServer: 'main' } as const;
  assert.deepEqual(reason({ ...upstream, evidence }, change), {
    kind: 'not-proven',
    addresses: [main[0].address],
  });
  assert.equal(standing({ ...upstream, evidence: [...evidence, at(main[0])] }, change).kind, 'proven');
  assert.equal(standing({ evidence }, change).kind, 'proven');
});

const renewed: Change = { before: [https], after: [{ ...https, trusts: ['bb'] }], revision: 7 };

test('another trust at the same address has to be rehearsed, and a failed rehearsal is about that trust alone', () => {
  assert.deepEqual(reason({}, renewed), { kind: 'not-rehearsed', addresses: [https.address] });
  const rehearsed = { address: https.address, trust: 'bb', at: now };
  assert.equal(standing({ evidence: [rehearsed] }, renewed).kind, 'proven');
  const failures = [{ address: https.address, code: 'CERTIFICATE_UNTRUSTED', at: now + 1, trust: 'bb' }];
  assert.equal(reason({ evidence: [rehearsed], failures }, renewed)?.kind, 'failed');
  assert.equal(standing({ failures }).kind, 'proven');
  const [{ trust: _trust, ...ofOld } = { address: '', code: '', at: 0 }] = failures;
  assert.equal(standing({ evidence: [rehearsed], failures: [ofOld] }, renewed).kind, 'proven');
  const cut = { ...ofOld, code: 'TIMEOUT' };
  assert.equal(standing({ evidence: [rehearsed], failures: [cut] }, renewed).kind, 'blocked');
});

test('evidence from before config.ini last forgot the way proves nothing', () => {
  const again: Change = { ...renewed, after: [{ ...https, trusts: ['bb'], since: now - 5 }] };
  const rehearsedAt = (at: number) =>
    standing({ evidence: [{ address: https.address, trust: 'bb', at }] }, again).kind;
  assert.equal(rehearsedAt(now - 5), 'blocked');
  assert.equal(rehearsedAt(now - 4), 'proven');
});

test('a chain that leads to the old anchor too takes nothing from those who trust it', () => {
  const crossSigned: Change = { ...renewed, after: [{ ...https, trusts: ['bb', 'aa'] }] };
  assert.equal(standing({}, crossSigned).kind, 'proven');
  assert.equal(decide(crossSigned, [client({ evidence: [] })], policy, now).kind, 'allowed');
});

test('whoever came by a chain that leads to two anchors may know either, so both have to stay', () => {
  const evidence = [{ address: https.address, trust: trustOfEvidence(['bb', 'aa']), at: now }];
  assert.equal(
    standing({ evidence }, { ...renewed, before: [], after: [{ ...https, trusts: ['aa', 'bb'] }] }).kind,
    'proven',
  );
  assert.equal(standing({ evidence }, renewed).kind, 'blocked');
});

test('a change that only adds is allowed, whatever anybody has proven', () => {
  const adding: Change = { before: [http], after: [https, http], revision: 0 };
  const verdict = decide(adding, [client({ evidence: [] })], policy, now);
  assert.equal(verdict.kind, 'allowed');
  const turningIntoRescue: Change = { before: [http], after: [rescue], revision: 0 };
  assert.equal(decide(turningIntoRescue, [client()], policy, now).kind, 'refused');
});

test('the verdict counts everybody and names at most its limit', () => {
  const fleet = Array.from({ length: NAMED_LIMIT + 5 }, (_, index) =>
    client({ id: `c${index}`, evidence: onHttp }),
  );
  const verdict = decide(crossing, [...fleet, client(), client({ standing: 'retired' })], policy, now);
  assert.equal(verdict.kind, 'refused');
  assert.equal(verdict.blockers.length, NAMED_LIMIT);
  const { byReason, ...counts } = verdict.counts;
  assert.deepEqual(byReason, { 'not-proven': NAMED_LIMIT + 5 });
  assert.deepEqual(counts, {
    clients: NAMED_LIMIT + 7,
    proven: 1,
    blocking: NAMED_LIMIT + 5,
    sleeping: 0,
    waived: 0,
    retired: 1,
  });
});

test('every reason has a sentence and a remedy', () => {
  const reasons: Reason[] = [
    { kind: 'never-fetched', revision: 0, fetchedRevision: 0 },
    { kind: 'never-fetched', revision: 7, fetchedRevision: 6 },
    { kind: 'not-proven', addresses: [https.address] },
    { kind: 'not-rehearsed', addresses: [https.address] },
    { kind: 'proof-too-old', address: https.address, at: now },
    { kind: 'failed', address: https.address, code: 'TIMEOUT', at: now },
    { kind: 'failed', address: https.address, code: 'SOMETHING_NEW', at: now },
    { kind: 'sleeping', lastSeenAt: null },
    { kind: 'foreign', addresses: [https.address] },
  ];
  for (const { sentence, remedy } of reasons.map(explain))
    assert.match(`${sentence} ${remedy}`, /^[A-Z].*\. .*\.$/);
});

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
const anyChange = fc.record({
  before: fc.array(way, { maxLength: 3 }),
  after: fc.array(way, { maxLength: 3 }),
  revision: fc.integer({ min: 0, max: 9 }),
});

test('property: when the law allows taking something, every active client keeps a way that it proved', () => {
  fc.assert(
    fc.property(anyChange, fc.array(anyClient, { maxLength: 5 }), (change, fleet) => {
      if (decide(change, fleet, policy, now).kind === 'refused') return;
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
          now - one.lastSeenAt <= policy.activeWindowMs;
        if (!isActive) continue;
        const hasWay = one.evidence.some(
          (seen) =>
            now - seen.at <= policy.activeWindowMs &&
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
