import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StepRecord } from '@causeway/changes';
import { asId, type TenantId } from '@causeway/contract';
import { someChange } from '@causeway/store/testing';
import { addressAt, someSiteChange } from '../testing/some-site-change.ts';
import { isOfTenantAlone, tenantPartOf } from './tenant-part.ts';

const acme = { tenantId: asId<TenantId>('id of acme'), tenant: 'acme' };
const beta = { tenantId: asId<TenantId>('id of beta'), tenant: 'beta' };
const branch = { ...acme, server: 'branch' };
const error = {
  ...({ kind: 'conflict', code: 'CLIENTS_NOT_PROVEN', message: 'Some would be stranded.' } as const),
  ...{ seen: 'bob of beta', expected: 'beta', hint: 'beta', details: { blockers: ['beta'] } },
};

function step(detail: unknown, parts: Partial<StepRecord> = {}): StepRecord {
  const times = { startedAt: 1, endedAt: 2 };
  return { index: 0, name: 'prove', title: 'dial them', state: 'done', ...times, detail, ...parts };
}

test('of a change of several tenants, each is shown its own part, and no word of another', () => {
  const proofs = [acme, branch, beta].map((site) => ({ address: addressAt(site), code: 'OK' }));
  const change = someSiteChange([acme, branch, beta], {
    error,
    steps: [
      step({ acme: { proofs }, 'acme/branch': { proofs }, beta: { proofs }, 'beta/branch': null }),
      step({ acme: { clients: 1 }, beta: { clients: 2 } }),
      step(error, { state: 'failed' }),
      step(null),
    ],
  });
  const part = tenantPartOf(change, acme.tenantId);
  assert.deepEqual(part.tenantIds, [acme.tenantId]);
  const own = { proofs: proofs.slice(0, 2) };
  assert.deepEqual(
    part.steps.map(({ detail }) => detail),
    [{ acme: own, 'acme/branch': own }, { acme: { clients: 1 } }, null, null],
  );
  assert.deepEqual(part.error, { kind: error.kind, code: error.code, message: error.message });
  const { plan: _plan, ...shown } = part;
  assert.doesNotMatch(JSON.stringify(shown), /beta/);
});

test('a change of its endpoint servers alone says in full why it failed', () => {
  assert.deepEqual(tenantPartOf(someSiteChange([branch], { error }), acme.tenantId).error, error);
});

test('of its own website, a neighbor on the same port is not named', () => {
  const steps = [step({ acme: { proofs: [{ address: addressAt(beta), code: 'OK' }], revision: 3 } })];
  const part = tenantPartOf(someSiteChange([acme], { steps, error }), acme.tenantId);
  assert.deepEqual(part.steps[0]?.detail, { acme: { proofs: [], revision: 3 } });
  assert.equal(part.error?.seen, undefined);
});

test('is of a tenant alone when nothing but its endpoint servers are in it', () => {
  const betas = { ...beta, server: 'branch' };
  for (const [sites, is] of [
    [[branch], true],
    [[branch, { ...acme, server: 'dmz' }], true],
    [[acme], false],
    [[branch, acme], false],
    [[branch, betas], false],
    [[betas], false],
  ] as const)
    assert.equal(isOfTenantAlone(someSiteChange(sites), acme.tenantId), is, JSON.stringify(sites));
  assert.equal(isOfTenantAlone(someChange({ kind: 'other' }), acme.tenantId), false);
});
