import assert from 'node:assert/strict';
import { randomUUIDv7 } from 'node:crypto';
import { test } from 'node:test';
import { createChangeRunner, siteKindName } from '@causeway/changes';
import { asId, type ChangeId } from '@causeway/contract';
import { addTenant, openTestStore } from '../testing/open-store.ts';
import { type ChangedSite, planOf } from '../testing/some-site-change.ts';
import { ChangesDesk } from './changes-desk.ts';

/** Two tenants, and a runner whose changes wait until they are stopped. */
async function openChanges() {
  await using stack = new AsyncDisposableStack();
  const store = stack.use(await openTestStore());
  const runner = stack.use(
    createChangeRunner({
      journal: store.changes,
      kinds: [
        {
          kind: siteKindName,
          steps: () => [{ name: 'crossing', title: 'wait', waits: true, run: untilStopped }],
        },
      ],
      now: () => 7,
      newId: () => asId<ChangeId>(randomUUIDv7()),
    }),
  );
  const acme = { tenantId: await addTenant(store, 'acme', 'a.example'), tenant: 'acme' };
  const beta = { tenantId: await addTenant(store, 'beta', 'b.example'), tenant: 'beta' };
  const desk = new ChangesDesk(store, runner);
  const start = async (requestedBy: string, ...sites: ChangedSite[]) => {
    const tenantIds = [...new Set(sites.map(({ tenantId }) => tenantId))];
    return (await runner.start({ tenantIds, kind: siteKindName, plan: planOf(sites), requestedBy })).id;
  };
  const rest = stack.move();
  return {
    ...{ acme, beta, desk, own: desk.of({ id: acme.tenantId, name: 'acme' }), start },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

function untilStopped({ signal }: { readonly signal: AbortSignal }): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

test('a tenant undoes a change of its own endpoint server, and follows it to its end', async () => {
  await using world = await openChanges();
  const id = await world.start('acme/tom', { ...world.acme, server: 'branch' });
  assert.equal((await world.own.view(id)).isUndoneHere, true);
  const followed = Array.fromAsync(await world.own.follow(id, new AbortController().signal));
  assert.equal((await world.own.undo(id)).state, 'undone');
  assert.equal((await followed).at(-1)?.state, 'undone');
});

test('a tenant does not undo what it could not have begun; provisioning does', async () => {
  await using world = await openChanges();
  const { acme, beta, own, desk } = world;
  const branches = [acme, beta].map((tenant) => ({ ...tenant, server: 'branch' }));
  for (const [by, sites] of [
    ['ada', [acme]],
    ['ada', branches],
    ['ada', branches.slice(0, 1)],
    ['system', branches.slice(0, 1)],
    ['acme2/tom', branches.slice(0, 1)],
  ] as const) {
    const id = await world.start(by, ...sites);
    assert.equal((await own.view(id)).isUndoneHere, false);
    await assert.rejects(own.undo(id), { code: 'CHANGE_OF_PROVISIONING' });
    assert.ok(['running', 'crossing'].includes((await own.view(id)).state));
    assert.equal((await desk.view(id)).isUndoneHere, true);
    assert.equal((await desk.undo(id)).state, 'undone');
  }
});

test('a change of another tenant is to a tenant as one that there is not', async () => {
  await using world = await openChanges();
  const { own } = world;
  const id = await world.start('beta/eve', { ...world.beta, server: 'branch' });
  const { signal } = new AbortController();
  for (const act of [
    () => own.view(id),
    () => own.undo(id),
    () => own.follow(id, signal),
    () => own.list({ before: id, limit: 9 }),
  ])
    await assert.rejects(act(), { code: 'CHANGE_NOT_FOUND' });
  assert.deepEqual(await own.list({ limit: 9 }), []);
});
