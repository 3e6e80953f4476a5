import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PublishedRevision, SigningKey } from '@causeway/endpoint';
import type { OpenEndpointStore } from './open-endpoint-store.ts';
import { refusesWith } from './refuses-with.ts';

export function testPublishing(open: OpenEndpointStore): void {
  test('keeps every revision, byte for byte, and knows the current one', async () => {
    await using store = await open();
    assert.equal(await store.revisions.current(), undefined);
    const [first, second] = [revisionOf(1, ['k1']), revisionOf(5, ['k2', 'k1'])];
    await store.revisions.append(first);
    await store.revisions.append(second);
    assert.deepEqual(await store.revisions.current(), second);
    assert.deepEqual(await store.revisions.find(1), first);
    assert.equal(await store.revisions.find(2), undefined);
  });

  for (const revision of [4, 5]) {
    test(`refuses revision ${revision} after 5`, async () => {
      await using store = await open();
      const current = revisionOf(5, ['k1']);
      await store.revisions.append(current);
      await assert.rejects(
        store.revisions.append(revisionOf(revision, ['k2'])),
        refusesWith('REVISION_NOT_GROWN'),
      );
      assert.deepEqual(await store.revisions.current(), current);
      assert.equal(await store.revisions.newestSignedBy('k2'), undefined);
    });
  }

  test('finds the newest revision that a key signed', async () => {
    await using store = await open();
    const [one, two, three] = [revisionOf(1, ['k1']), revisionOf(2, ['k1', 'k2']), revisionOf(3, ['k2'])];
    for (const revision of [one, two, three]) await store.revisions.append(revision);
    assert.deepEqual(await store.revisions.newestSignedBy('k1'), two);
    assert.deepEqual(await store.revisions.newestSignedBy('k2'), three);
    assert.equal(await store.revisions.newestSignedBy('k3'), undefined);
  });

  test('adds and replaces signing keys, several at once', async () => {
    await using store = await open();
    const [old, fresh] = [keyOf('k1', 'current', 1), keyOf('k2', 'next', 2)];
    await store.signingKeys.save([old]);
    await store.signingKeys.save([fresh, { ...old, role: 'former' }]);
    assert.deepEqual(await store.signingKeys.list(), [{ ...old, role: 'former' }, fresh]);
    await store.signingKeys.save([]);
    assert.equal((await store.signingKeys.list()).length, 2);
  });
}

function revisionOf(revision: number, keyIds: readonly string[]): PublishedRevision {
  return { revision, file: `; ä\r\n[server]\nrevision=${revision}\n`, publishedAt: revision, keyIds };
}

function keyOf(id: string, role: SigningKey['role'], createdAt: number): SigningKey {
  return { id, role, createdAt, publicKey: `public ${id}`, privateKeyPem: `private ${id}` };
}
