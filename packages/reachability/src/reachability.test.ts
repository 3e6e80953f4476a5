import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Change,
  type Client,
  decide,
  explain,
  FUTURE_TOLERANCE_MS,
  NAMED_LIMIT,
  type Reason,
  standingOf,
  trustOfEvidence,
  type Way,
} from './index.ts';
import { client, crossing, DAY, http, https, now, policy, rescue } from './testing/sample-fleet.ts';

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
});

test('a client of a group with a window of its own is active, and its evidence counts, for as long', () => {
  const byGroup = { ...policy, activeWindowMsByGroup: { servers: 2 * DAY, yachts: 90 * DAY } };
  const seen = (days: number, group?: string) => {
    const lastSeenAt = now - days * DAY;
    const evidence = [{ address: https.address, trust: 'aa', at: lastSeenAt }];
    const one = client({ lastSeenAt, evidence, ...(group !== undefined && { group }) });
    return standingOf(one, crossing, byGroup, now).kind;
  };
  assert.deepEqual(
    [seen(3), seen(3, 'servers'), seen(60), seen(60, 'yachts')],
    ['proven', 'left-behind', 'left-behind', 'proven'],
  );
  for (const group of ['others', 'constructor', '__proto__']) assert.equal(seen(3, group), 'proven');
  const late = [{ address: https.address, trust: 'aa', at: now - 3 * DAY }];
  const one = client({ group: 'servers', evidence: late });
  const found = standingOf(one, crossing, byGroup, now);
  assert.equal(found.kind === 'blocked' && found.reason.kind, 'proof-too-old');
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

test('a sleeper has the trust that config.ini named ever since, and the one by which it last came to an address', () => {
  const cameBy = (...trusts: [trust: string, days: number][]) => {
    const evidence = trusts.map(([trust, days]) => ({ address: https.address, trust, at: now - days * DAY }));
    return { lastSeenAt: now - 40 * DAY, evidence };
  };
  const back: Change = { ...crossing, after: [{ ...https, since: now - 50 * DAY }] };
  assert.equal(standing(cameBy(['aa', 45]), back).kind, 'left-behind', 'named ever since');
  assert.equal(standing(cameBy(['aa', 60]), back).kind, 'left-behind', 'nothing came there later');
  assert.equal(standing(cameBy(['aa', 45], ['bb', 40]), back).kind, 'left-behind', 'both are known');
  assert.equal(reason(cameBy(['aa', 60], ['bb', 40]), back)?.kind, 'sleeping', 'forgotten by now');
  assert.equal(
    reason(cameBy(['aa', 60], ['bb', 60]), back)?.kind,
    'sleeping',
    'either may have been the last',
  );
  const elsewhere = cameBy(['aa', 60]);
  const later = { address: http.address, trust: 'none', at: now - 40 * DAY };
  const moved = { ...elsewhere, evidence: [...elsewhere.evidence, later] };
  assert.equal(standing(moved, back).kind, 'left-behind', 'the last trust of each address is kept');
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
    { kind: 'foreign', addresses: [https.address], agent: '' },
    { kind: 'foreign', addresses: [https.address], agent: 'GLPI-Agent_v1.9' },
    { kind: 'foreign', addresses: [https.address], agent: 'GLPI-Agent_v1.9', isTrustAlone: true },
    { kind: 'foreign', addresses: [], agent: '' },
  ];
  for (const { sentence, remedy } of reasons.map(explain))
    assert.match(`${sentence} ${remedy}`, /^[A-Z].*\. .*\.$/);
});
