import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PublicCertificate } from '@causeway/certificates';
import { type ChangeRecord, planSite } from '@causeway/changes';
import { asId, type CertificateId, type Site } from '@causeway/contract';
import { someChange, someTenant } from '@causeway/store/testing';
import {
  nameOfSuccessor,
  planRenewals,
  renewalDueAt,
  replaceableFrom,
  TRIES_KNOWN,
} from './plan-renewals.ts';

const DAY_MS = 86_400_000;
const START = 1_800_000_000_000;

function certificate(id: string, parts: Partial<PublicCertificate> = {}): PublicCertificate {
  return {
    ...{ id: asId<CertificateId>(id), name: id, origin: 'internal', chainPem: '', anchorPem: '' },
    ...{ sha256: id, anchorSha256: 'root', subject: '', issuer: '', hostnames: ['a.example'] },
    ...{ notBefore: START, notAfter: START + 90 * DAY_MS, createdAt: START },
    ...{ renewal: 'automatic', renews: null },
    ...parts,
  };
}

const used = new Set([asId<CertificateId>('one')]);
const dueAt = START + 60 * DAY_MS;
const idsOf = (certificates: readonly PublicCertificate[]) => certificates.map(({ id }) => id);

test('renewal is due when a third of the lifetime is left', () => {
  assert.equal(renewalDueAt(certificate('one')), dueAt);
});

test('renews what the internal CA issued, somebody uses and nobody has followed, once it is due', () => {
  const one = certificate('one');
  assert.deepEqual(planRenewals([one], used, dueAt - 1).renew, []);
  assert.deepEqual(planRenewals([one], used, dueAt).renew, [one]);
  assert.deepEqual(planRenewals([one], new Set(), dueAt).renew, []);
  for (const parts of [{ renewal: 'by-hand' }, { origin: 'imported' }, { origin: 'acme' }] as const)
    assert.deepEqual(planRenewals([certificate('one', parts)], used, dueAt).renew, []);
  const next = certificate('two', { renews: one.id });
  assert.deepEqual(planRenewals([one, next], used, dueAt).renew, []);
});

test('gives the newest successor to the tenants of the one before, whoever issued it', () => {
  const one = certificate('one', { origin: 'acme' });
  const [two, three] = ['two', 'three'].map((id) => certificate(id, { origin: 'acme', renews: one.id }));
  assert.ok(two && three);
  const [succession, ...others] = planRenewals([one, two, three], used, START).replace;
  assert.deepEqual([succession?.before.id, succession?.after.id, others.length], ['one', 'three', 0]);
  const byHand = certificate('one', { renewal: 'by-hand' });
  assert.deepEqual(planRenewals([byHand, two], used, START).replace, []);
});

test('a successor that has ended itself is not put live, and another is made', () => {
  const one = certificate('one');
  const two = certificate('two', { renews: one.id });
  const ended = planRenewals([one, two], used, two.notAfter);
  assert.deepEqual([ended.replace, ended.renew], [[], [one]]);
});

test('every certificate of a long chain has one that follows it', () => {
  const chain = Array.from({ length: 5 }, (_, index) =>
    certificate(`c${index}`, { renews: index === 0 ? null : asId<CertificateId>(`c${index - 1}`) }),
  );
  const last = chain.at(-1);
  assert.ok(last);
  assert.deepEqual(idsOf(planRenewals(chain, new Set(idsOf(chain)), dueAt).renew), [last.id]);
});

const MINUTE_MS = 60_000;
const STOPPED = { kind: 'conflict', code: 'CHANGE_STOPPED', message: 'stopped' } as const;
const FAILED = { kind: 'unavailable', code: 'PROOF_FAILED', message: 'no answer' } as const;
const succession = {
  before: certificate('one'),
  after: certificate('two', { renews: certificate('one').id }),
};

/** A change of one tenant from a certificate to another that ended at START. */
function changeOf(from: string, to: string, parts: Partial<ChangeRecord> = {}): ChangeRecord {
  const { id: tenantId, saved } = someTenant();
  const siteWith = (name: string): Site => ({ ...saved, certificateId: asId<CertificateId>(name) });
  const sites = { previous: siteWith(from), desired: siteWith(to), serving: [] };
  const plan = { sites: [planSite({ tenantId, tenant: 'acme', ...sites })] };
  return someChange({
    plan,
    state: 'undone',
    endedAt: START,
    error: FAILED,
    requestedBy: 'system',
    ...parts,
  });
}

const inVain = (count: number) => Array.from({ length: count }, () => changeOf('one', 'two'));

test('a replacement that failed is tried again after a rest that doubles up to a day', () => {
  assert.equal(replaceableFrom(succession, []), Number.NEGATIVE_INFINITY);
  const rests = [1, 2, 3, TRIES_KNOWN - 1, TRIES_KNOWN, 40].map(
    (count) => (replaceableFrom(succession, inVain(count)) - START) / MINUTE_MS,
  );
  assert.deepEqual(rests, [15, 30, 60, 960, 1440, 1440]);
});

test('a replacement that was stopped, or is stuck, is not begun again by itself', () => {
  for (const parts of [{ error: STOPPED }, { state: 'stuck' }, { state: 'running' }] as const) {
    const changes = [changeOf('one', 'two', parts), ...inVain(3)];
    assert.equal(replaceableFrom(succession, changes), Number.POSITIVE_INFINITY, JSON.stringify(parts));
  }
});

test('another change of the tenants, or a newer successor, begins anew', () => {
  const stopped = changeOf('one', 'two', { error: STOPPED });
  const byAdmin = changeOf('one', 'one', { state: 'done', error: null, requestedBy: 'ada' });
  assert.equal(replaceableFrom(succession, [byAdmin, stopped]), Number.NEGATIVE_INFINITY);
  const again = [changeOf('one', 'two'), byAdmin, ...inVain(5)];
  assert.equal(replaceableFrom(succession, again), START + 15 * MINUTE_MS, 'counted from there');
  const newer = { ...succession, after: certificate('three', { renews: certificate('one').id }) };
  assert.equal(replaceableFrom(newer, [stopped]), Number.NEGATIVE_INFINITY);
});

test('a tenant that still has the certificate after a replacement that was done gets the other', () => {
  const done = changeOf('one', 'two', { state: 'done', error: null });
  assert.equal(replaceableFrom(succession, [done]), Number.NEGATIVE_INFINITY);
});

test('names count on, and pass over those that are taken', () => {
  assert.equal(nameOfSuccessor('acme-2026', new Set()), 'acme-2026.2');
  assert.equal(nameOfSuccessor('acme-2026.2', new Set()), 'acme-2026.3');
  assert.equal(nameOfSuccessor('acme.example', new Set(['acme.example.2'])), 'acme.example.3');
});
