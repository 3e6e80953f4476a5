import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AuthorityStore } from '@causeway/certificates';
import { someAuthority } from './issue-records.ts';
import { refusesWith } from './refuses-with.ts';

/** The contract of AuthorityStore. `open` answers an empty store each time. */
export function describeAuthorityStore(
  name: string,
  open: () => Promise<AuthorityStore & AsyncDisposable>,
): void {
  describe(`AuthorityStore: ${name}`, () => {
    test('lists by generation what was appended, as it was, without keys', async () => {
      await using store = await open();
      assert.deepEqual(await store.list(), []);
      const root = someAuthority({ generation: 1, role: 'root', domains: [] });
      const intermediate = someAuthority({ generation: 2 });
      await store.append(root, 'key of the root');
      await store.append(intermediate, 'key of the intermediate');
      assert.deepEqual(await store.list(), [root, intermediate]);
    });

    test('hands out the key of one', async () => {
      await using store = await open();
      await store.append(someAuthority({ generation: 1 }), 'one');
      await store.append(someAuthority({ generation: 2 }), 'two');
      assert.equal(await store.keyOf(1), 'one');
      assert.equal(await store.keyOf(2), 'two');
      await assert.rejects(store.keyOf(3), refusesWith('AUTHORITY_MISSING'));
    });

    test('keeps one of many that are made at once, with its own key', async () => {
      await using store = await open();
      const made = Array.from({ length: 5 }, () => someAuthority({ generation: 1 }));
      const ends = await Promise.allSettled(made.map((one) => store.append(one, `key of ${one.sha256}`)));
      const refused = ends.filter((end) => end.status === 'rejected');
      assert.equal(refused.length, 4);
      for (const { reason } of refused) assert.ok(refusesWith('AUTHORITY_GENERATION_TAKEN')(reason));
      const [kept, ...others] = await store.list();
      assert.deepEqual(others, []);
      assert.equal(await store.keyOf(1), `key of ${kept?.sha256}`);
    });
  });
}
