import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AcmeOrder } from '@causeway/acme';
import { asId, type CertificateId } from '@causeway/contract';
import { someAcmeOrder } from '@causeway/store/testing';
import { type Kept, planUpkeep } from './plan-upkeep.ts';

const now = 1_800_000_000_000;
const day = 86_400_000;
const plan = (renewAt: number, askAgainAt: number) => ({
  renewAt,
  askAgainAt,
  window: null,
  explanationUrl: null,
});
const web = asId<CertificateId>('web');
const done = (parts: Partial<AcmeOrder> = {}) =>
  someAcmeOrder({
    state: 'done',
    certificateId: web,
    endedAt: now - day,
    renewal: plan(now + day, now + day),
    ...parts,
  });
const kept = new Map<CertificateId, Kept>([
  [web, { renewal: 'automatic', isUsed: true }],
  [asId<CertificateId>('web.2'), { renewal: 'automatic', isUsed: true }],
  [asId<CertificateId>('by-hand'), { renewal: 'by-hand', isUsed: true }],
  [asId<CertificateId>('unused'), { renewal: 'automatic', isUsed: false }],
]);
const names = (orders: readonly AcmeOrder[]) => ({
  ask: planUpkeep(orders, kept, now).ask.map(({ certificateId }) => certificateId),
  renew: planUpkeep(orders, kept, now).renew.map(({ certificateId }) => certificateId),
});
const nothing = { ask: [], renew: [] };

test('the CA is asked when it never was, and when it said to ask again', () => {
  assert.deepEqual(names([done({ renewal: null })]), { ...nothing, ask: [web] });
  assert.deepEqual(names([done({ renewal: plan(now + day, now) })]), { ...nothing, ask: [web] });
  assert.deepEqual(names([done()]), nothing);
});

test('what is due is renewed, unless nobody uses it, it is renewed by hand, or it has a successor', () => {
  const due = done({ renewal: plan(now, now + day) });
  assert.deepEqual(names([due]), { ...nothing, renew: [web] });
  for (const id of ['unused', 'by-hand'])
    assert.deepEqual(names([{ ...due, certificateId: asId<CertificateId>(id) }]), nothing, id);
  for (const state of ['ordering', 'authorizing', 'finalizing', 'downloading'] as const)
    assert.deepEqual(names([due, someAcmeOrder({ renews: web, state })]), nothing, state);
  const successor = done({ certificateId: asId<CertificateId>('web.2'), renews: web });
  assert.deepEqual(names([due, successor]), nothing);
});

test('what was obtained within the hour is not renewed, whatever the CA suggests', () => {
  const due = done({ renewal: plan(now - day, now + day) });
  assert.deepEqual(names([{ ...due, endedAt: now - 3_599_999 }]), nothing);
  assert.deepEqual(names([{ ...due, endedAt: now - 3_600_000 }]), { ...nothing, renew: [web] });
});

test('a renewal that failed for good is begun anew a day later, and a cancelled one, too', () => {
  const due = done({ renewal: plan(now, now + day) });
  for (const state of ['failed', 'cancelled'] as const) {
    const ended = (endedAt: number) => someAcmeOrder({ renews: web, state, endedAt });
    assert.deepEqual(names([due, ended(now - day + 1)]), nothing);
    assert.deepEqual(names([due, ended(now - day)]), { ...nothing, renew: [web] });
  }
});

test('an order that is over is forgotten after 90 days, unless its certificate is kept', () => {
  const forgets = (order: AcmeOrder) => planUpkeep([order], kept, now).forget.length === 1;
  const deleted = asId<CertificateId>('deleted');
  const ended = { state: 'failed', certificateId: deleted, endedAt: now - 90 * day } as const;
  assert.ok(forgets(someAcmeOrder(ended)));
  assert.ok(forgets(done({ ...ended, state: 'done' })));
  assert.ok(!forgets(someAcmeOrder({ ...ended, endedAt: ended.endedAt + 1 })));
  assert.ok(!forgets(someAcmeOrder({ ...ended, state: 'ordering', endedAt: null })));
  for (const id of [...kept.keys()])
    assert.ok(!forgets(someAcmeOrder({ ...ended, state: 'done', certificateId: id })), id);
});
