import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ChangeJournal, ChangeState } from '@causeway/changes';
import { asId, type ChangeId, type TenantId } from '@causeway/contract';
import { someChange } from './records.ts';
import { refusesWith } from './refuses-with.ts';

const tenantId = asId<TenantId>('0199a000-0000-7000-8000-000000000001');
const unfinished: readonly ChangeState[] = ['running', 'crossing', 'undoing'];
const finished: readonly ChangeState[] = ['done', 'undone', 'stuck'];

/** The contract of ChangeJournal. `open` answers an empty journal each time. */
export function describeChangeJournal(
  name: string,
  open: () => Promise<ChangeJournal & AsyncDisposable>,
): void {
  describe(`ChangeJournal: ${name}`, () => {
    test('finds what was created, as it was', async () => {
      await using journal = await open();
      const change = someChange();
      await journal.create(change);
      assert.deepEqual(await journal.find(change.id), change);
      assert.equal(await journal.find(asId<ChangeId>('none')), undefined);
    });

    test('replaces the record as a whole', async () => {
      await using journal = await open();
      const change = someChange();
      await journal.create(change);
      const error = {
        kind: 'conflict',
        code: 'PROOF_FAILED',
        message: 'no answer',
        seen: 'nothing',
      } as const;
      const saved = {
        ...change,
        state: 'undone',
        endedAt: 5,
        error,
        steps: change.steps.slice(0, 1),
      } as const;
      await journal.save(saved);
      assert.deepEqual(await journal.find(change.id), saved);
    });

    for (const state of unfinished) {
      test(`refuses a second change of a tenant while one is ${state}`, async () => {
        await using journal = await open();
        await journal.create(someChange({ tenantId, state }));
        await assert.rejects(journal.create(someChange({ tenantId })), refusesWith('CHANGE_IN_PROGRESS'));
        await journal.create(someChange());
        assert.equal((await journal.list({ tenantId, limit: 9 })).length, 1);
      });
    }

    for (const state of finished) {
      test(`takes the next change of a tenant when the one before is ${state}`, async () => {
        await using journal = await open();
        await journal.create(someChange({ tenantId, state }));
        await journal.create(someChange({ tenantId }));
        assert.equal((await journal.list({ tenantId, limit: 9 })).length, 2);
      });
    }

    test('lets one of two changes through that are created at once', async () => {
      await using journal = await open();
      const both = [someChange({ tenantId }), someChange({ tenantId })];
      const outcomes = await Promise.allSettled(both.map((change) => journal.create(change)));
      assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      assert.equal((await journal.unfinished()).length, 1);
    });

    test('lists newest first, of one tenant when given, at most so many', async () => {
      await using journal = await open();
      const [a, b, c] = [
        someChange({ tenantId, state: 'done', requestedAt: 1 }),
        someChange({ requestedAt: 3 }),
        someChange({ tenantId, requestedAt: 2 }),
      ];
      for (const change of [a, b, c]) await journal.create(change);
      assert.deepEqual(await journal.list({ limit: 9 }), [b, c, a]);
      assert.deepEqual(await journal.list({ limit: 2 }), [b, c]);
      assert.deepEqual(await journal.list({ tenantId, limit: 9 }), [c, a]);
    });

    test('lists the unfinished, oldest first', async () => {
      await using journal = await open();
      const states = [...unfinished, ...finished];
      const changes = states.map((state, index) => someChange({ state, requestedAt: 100 - index }));
      for (const change of changes) await journal.create(change);
      assert.deepEqual(await journal.unfinished(), changes.slice(0, 3).reverse());
    });
  });
}
