import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoredCertificate } from '@causeway/certificates';
import { type ChangeRecord, planSite, siteKindName } from '@causeway/changes';
import {
  asId,
  type CertificateId,
  type ChangeId,
  listenersOf,
  type Site,
  type TenantId,
} from '@causeway/contract';
import { decide } from '@causeway/reachability';
import { CrossingDeadlines } from './crossing-deadlines.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const START = 1_800_000_000_000;
const END = START + 90 * DAY_MS;
const tenantId = asId<TenantId>('0191f0c2-0000-7000-8000-00000000000a');
const [old, next] = ['old', 'next'].map((name) => asId<CertificateId>(name)) as [
  CertificateId,
  CertificateId,
];

const site = (certificateId: CertificateId): Site => ({
  ...{ hostname: 'a.example', binding: 'https', httpPort: 80, httpsPort: 443, rescue: true },
  certificateId,
});
const plan = planSite({
  ...{ tenantId, tenant: 'acme', previous: site(old), desired: site(next) },
  serving: listenersOf(site(old)),
});

function certificate(id: CertificateId): StoredCertificate {
  return {
    ...{ id, name: id, origin: 'imported', chainPem: '', keyPem: '', anchorPem: '', sha256: id },
    ...{ anchorSha256: id, subject: '', issuer: '', hostnames: [], notBefore: START, notAfter: END },
    ...{ createdAt: START, renewal: 'by-hand', renews: null },
  };
}

/** A change of that state whose fleet is one client that knows the old certificate alone. */
function deadlinesWith(state: ChangeRecord['state'], fleet = { isProven: false }) {
  let asked = 0;
  const change: ChangeRecord = {
    ...{
      id: asId<ChangeId>('change'),
      tenantIds: [tenantId],
      kind: siteKindName,
      plan: { sites: [plan] },
      state,
    },
    ...{ requestedBy: 'ada', requestedAt: START, endedAt: null, error: null, steps: [] },
  };
  const store = {
    changes: { unfinished: async () => [change] },
    certificates: { find: async (id: CertificateId) => certificate(id) },
  };
  const way = { address: 'https://a.example:443', serves: 'everything' as const };
  const client = {
    ...({ id: 'c1', name: 'anna', kind: 'native', standing: 'enrolled', waiver: null } as const),
    ...{ lastSeenAt: START, fetchedRevision: 7, failures: [] },
  };
  const ports = {
    decide: async () => {
      asked++;
      const ways = {
        before: [{ ...way, trusts: ['old'] }],
        after: [{ ...way, trusts: ['next'] }],
        revision: 7,
      };
      const evidence = [{ address: way.address, trust: fleet.isProven ? 'next' : 'old', at: START }];
      return decide(ways, [{ ...client, evidence }], { activeWindowMs: 30 * DAY_MS }, START);
    },
  };
  return { deadlines: new CrossingDeadlines(store, ports), asked: () => asked };
}

test('names the clients that still need a certificate which is about to end, at each step once', async () => {
  const { deadlines, asked } = deadlinesWith('crossing');
  assert.deepEqual(await deadlines.due(START + 50 * DAY_MS), []);
  const [first, ...others] = await deadlines.due(END - 29 * DAY_MS);
  assert.deepEqual(others, []);
  assert.deepEqual([first?.kind, first?.subject, first?.step], ['crossing-deadline', 'acme', 0]);
  assert.match(
    first?.text ?? '',
    /^Certificate old of tenant acme ends in 29 days, and 1 client has not proven next/,
  );
  assert.match(first?.text ?? '', /anna: It has not rehearsed the coming certificate/);
  await deadlines.due(END - 28.5 * DAY_MS);
  assert.equal(asked(), 1, 'the fleet is not asked at every look');
  const [second] = await deadlines.due(END - 14 * DAY_MS);
  assert.deepEqual([second?.step, second?.series], [1, first?.series]);
  assert.equal(asked(), 2);
  const [ended] = await deadlines.due(END + 2 * DAY_MS);
  assert.match(ended?.text ?? '', /ended 2 days ago/);
});

test('says nothing when everybody has proven the next one, or nothing is waited for', async () => {
  assert.deepEqual(await deadlinesWith('crossing', { isProven: true }).deadlines.due(END - DAY_MS), []);
  assert.deepEqual(await deadlinesWith('running').deadlines.due(END - DAY_MS), []);
});

test('that nobody is left is not believed for long: evidence is withdrawn, and clients come', async () => {
  const fleet = { isProven: true };
  const { deadlines } = deadlinesWith('crossing', fleet);
  assert.deepEqual(await deadlines.due(END - 20 * DAY_MS), []);
  fleet.isProven = false;
  assert.equal((await deadlines.due(END - 20 * DAY_MS + MINUTE_MS)).length, 1);
});

test('a refusal is asked for again daily, and hourly in the last two days', async () => {
  const { deadlines, asked } = deadlinesWith('crossing');
  const askedAt = async (leftMs: number) => {
    await deadlines.due(END - leftMs);
    return asked();
  };
  assert.deepEqual(
    [await askedAt(29 * DAY_MS), await askedAt(28 * DAY_MS + 1), await askedAt(28 * DAY_MS)],
    [1, 1, 2],
  );
  const close = 1.5 * DAY_MS;
  assert.deepEqual(
    [await askedAt(close), await askedAt(close - 59 * MINUTE_MS), await askedAt(close - 60 * MINUTE_MS)],
    [3, 3, 4],
  );
  assert.equal(await askedAt(close), 5, 'a clock that was set back asks');
});
