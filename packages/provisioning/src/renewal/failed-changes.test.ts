import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ChangeRecord, planSite, type StepState } from '@causeway/changes';
import { someCertificate, someChange, someTenant } from '@causeway/store/testing';
import { addTenant, openTestStore } from '../testing/open-store.ts';
import { FailedChanges } from './failed-changes.ts';

const error = {
  ...({ kind: 'unavailable', code: 'PROOF_FAILED', message: 'Nobody answers.' } as const),
  ...{ seen: 'a timeout', hint: 'Look at the firewall.' },
};

/** Changes of tenant acme to certificate web.2, one after another. */
async function openWith(...changes: Partial<ChangeRecord>[]) {
  const store = await openTestStore();
  const tenantId = await addTenant(store, 'acme', 'a.example');
  const certificate = someCertificate({ name: 'web.2' });
  await store.certificates.add(certificate);
  const { saved: previous } = someTenant();
  const desired = { ...previous, certificateId: certificate.id };
  const plan = { sites: [planSite({ tenantId, tenant: 'acme', previous, desired, serving: [] })] };
  const common = { tenantIds: [tenantId], plan, error };
  for (const [at, parts] of changes.entries())
    await store.changes.create(someChange({ ...common, requestedAt: at, endedAt: at, ...parts }));
  const failed = new FailedChanges(store);
  return { store, failed, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() };
}

const [step] = someChange().steps;
const steps = (state: StepState) => (step === undefined ? [] : [{ ...step, state }]);

test('a change that is stuck is told, whoever began it, with the step, the reason and the remedy', async () => {
  await using world = await openWith({ state: 'stuck', steps: steps('failed') });
  const [notice] = await world.failed.due();
  assert.deepEqual([notice?.kind, notice?.subject, notice?.severity], ['change-stuck', 'acme', 'error']);
  const [change] = await world.store.changes.list({ limit: 1 });
  for (const said of [
    'tenant acme to certificate web.2',
    'begun by anna',
    '"open the new listener beside the old"',
    String(change?.id),
  ])
    assert.ok(notice?.text.includes(said), said);
  for (const said of ['Nobody answers.', 'Seen: a timeout.', 'Look at the firewall.', 'tenant configure'])
    assert.ok(notice?.text.includes(said), said);
});

test('a change that the server began in vain is told; one that an admin began or stopped is not', async () => {
  await using inVain = await openWith({ state: 'undone', requestedBy: 'system', steps: steps('undone') });
  const [notice] = await inVain.failed.due();
  assert.deepEqual([notice?.kind, notice?.severity], ['change-undone', 'warning']);
  assert.match(
    notice?.text ?? '',
    /of tenant acme to certificate web\.2, begun by system, failed at "open the new .*tried again by itself/,
  );
  await using byAdmin = await openWith({ state: 'undone', requestedBy: 'ada' });
  assert.deepEqual(await byAdmin.failed.due(), []);
  const stopped = { ...error, code: 'CHANGE_STOPPED' };
  await using byStop = await openWith({ state: 'undone', requestedBy: 'system', error: stopped });
  assert.deepEqual(await byStop.failed.due(), []);
});

test('what another change came after is no news, nor what is under way or of a tenant that is gone', async () => {
  await using over = await openWith({ state: 'stuck' }, { state: 'done', error: null });
  assert.deepEqual(await over.failed.due(), []);
  await using running = await openWith({ state: 'running', error: null });
  assert.deepEqual(await running.failed.due(), []);
  await using world = await openWith({ state: 'stuck' });
  for (const { id } of await world.store.tenants.list()) await world.store.tenants.remove(id);
  assert.deepEqual(await world.failed.due(), []);
});
