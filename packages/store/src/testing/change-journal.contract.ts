import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ChangeJournal, ChangeRecord, ChangeState, ChangesFilter } from '@causeway/changes';
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
        await journal.create(someChange({ tenantIds: [tenantId], state }));
        await assert.rejects(
          journal.create(someChange({ tenantIds: [tenantId] })),
          refusesWith('CHANGE_IN_PROGRESS'),
        );
        await journal.create(someChange());
        assert.equal((await journal.list({ tenantId, limit: 9 })).length, 1);
      });
    }

    test('refuses a change of several tenants while one of them has another, and lists it for each', async () => {
      await using journal = await open();
      const otherId = asId<TenantId>('0199a000-0000-7000-8000-000000000002');
      const both = someChange({ tenantIds: [tenantId, otherId] });
      await journal.create(both);
      for (const id of both.tenantIds) {
        await assert.rejects(
          journal.create(someChange({ tenantIds: [id] })),
          refusesWith('CHANGE_IN_PROGRESS'),
        );
        assert.deepEqual(await journal.list({ tenantId: id, limit: 9 }), [both]);
      }
      await journal.save({ ...both, state: 'done' });
      await journal.create(someChange({ tenantIds: [otherId] }));
    });

    for (const state of finished) {
      test(`takes the next change of a tenant when the one before is ${state}`, async () => {
        await using journal = await open();
        await journal.create(someChange({ tenantIds: [tenantId], state }));
        await journal.create(someChange({ tenantIds: [tenantId] }));
        assert.equal((await journal.list({ tenantId, limit: 9 })).length, 2);
      });
    }

    test('lets one of two changes through that are created at once', async () => {
      await using journal = await open();
      const both = [someChange({ tenantIds: [tenantId] }), someChange({ tenantIds: [tenantId] })];
      const outcomes = await Promise.allSettled(both.map((change) => journal.create(change)));
      assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      assert.equal((await journal.unfinished()).length, 1);
    });

    test('lists newest first, of one tenant when given, at most so many', async () => {
      await using journal = await open();
      const [a, b, c] = [
        someChange({ tenantIds: [tenantId], state: 'done', requestedAt: 1 }),
        someChange({ requestedAt: 3 }),
        someChange({ tenantIds: [tenantId], requestedAt: 2 }),
      ];
      for (const change of [a, b, c]) await journal.create(change);
      assert.deepEqual(await journal.list({ limit: 9 }), [b, c, a]);
      assert.deepEqual(await journal.list({ limit: 2 }), [b, c]);
      assert.deepEqual(await journal.list({ tenantId, limit: 9 }), [c, a]);
    });

    test('lists page by page, each change once, of a tenant and a state when given', async () => {
      await using journal = await open();
      // Some were asked for in the same millisecond.
      const changes = [1, 2, 2, 2, 3, 4].map((requestedAt, index) =>
        someChange({
          ...{ requestedAt, state: index === 1 ? 'undone' : 'done' },
          ...(index < 4 && { tenantIds: [tenantId] }),
        }),
      );
      for (const change of changes) await journal.create(change);
      const pagesOf = async (filter: ChangesFilter) => {
        const pages: ChangeRecord[][] = [];
        do pages.push(await journal.list({ ...filter, before: pages.at(-1)?.at(-1), limit: 2 }));
        while (pages.at(-1)?.length === 2);
        return pages.flat();
      };
      const newest = changes.toSorted((a, b) => b.requestedAt - a.requestedAt || (a.id < b.id ? 1 : -1));
      assert.deepEqual(await pagesOf({}), newest);
      const own = newest.filter(({ tenantIds }) => tenantIds.includes(tenantId));
      assert.deepEqual(await pagesOf({ tenantId }), own);
      const done = own.filter(({ state }) => state === 'done');
      assert.deepEqual(await pagesOf({ tenantId, state: 'done' }), done);
    });

    test('lists the newest of each tenant, every change once, newest first', async () => {
      await using journal = await open();
      const [one, two, three, none] = ['1', '2', '3', '4'].map((end) =>
        asId<TenantId>(`0199a000-0000-7000-8000-00000000000${end}`),
      ) as [TenantId, TenantId, TenantId, TenantId];
      const done = (tenantIds: TenantId[], requestedAt: number) =>
        someChange({ tenantIds, requestedAt, state: 'done' });
      const [both, newer, other, old] = [
        done([one, two], 2),
        done([three], 3),
        done([two], 4),
        done([one], 1),
      ];
      for (const change of [both, newer, other, old]) await journal.create(change);
      assert.deepEqual(await journal.newestOf([one, two, three, none]), [other, newer, both]);
      assert.deepEqual(await journal.newestOf([one]), [both]);
      assert.deepEqual(await journal.newestOf([]), []);
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
