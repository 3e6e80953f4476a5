import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enrollAll, type OpenEndpointStore } from './open-endpoint-store.ts';
import { someClient, someToken } from './records.ts';
import { refusesWith } from './refuses-with.ts';

const expiresAt = 1_800_000_060_000;

export function testEnrollment(open: OpenEndpointStore): void {
  test('adds the client as it is and takes one use', async () => {
    await using store = await open();
    const token = someToken({ usesLeft: 2 });
    await store.tokens.add(token);
    const client = someClient({
      lastSeenAt: 7,
      lastAddress: 'https://inventory.acme.example:443',
      waiver: { reason: 'in repair', by: 'anna', at: 5 },
    });
    assert.deepEqual(await store.clients.enroll(client, token.id, token.createdAt), client);
    assert.deepEqual(await store.clients.find(client.id), client);
    assert.equal((await store.tokens.find(token.id))?.usesLeft, 1);
  });

  test('answers the client of a key that is enrolled, without a use', async () => {
    await using store = await open();
    const token = someToken({ usesLeft: 1 });
    await store.tokens.add(token);
    const first = someClient({ publicKey: 'one key' });
    await store.clients.enroll(first, token.id, token.createdAt);
    const again = someClient({ publicKey: 'one key', name: 'another name' });
    assert.deepEqual(await store.clients.enroll(again, token.id, token.createdAt), first);
    assert.equal(await store.clients.count(), 1);
    assert.equal((await store.tokens.find(token.id))?.usesLeft, 0);
  });

  test('takes foreign clients, which have no key, as different ones', async () => {
    await using store = await open();
    await enrollAll(
      store,
      [1, 2].map(() => someClient({ kind: 'foreign', publicKey: '' })),
    );
    assert.equal(await store.clients.count(), 2);
  });

  const refusals = [
    { code: 'TOKEN_UNKNOWN', token: someToken({ id: 'another', expiresAt }), now: expiresAt - 1 },
    { code: 'TOKEN_EXPIRED', token: someToken({ id: 'token', expiresAt }), now: expiresAt },
    { code: 'TOKEN_USED_UP', token: someToken({ id: 'token', expiresAt, usesLeft: 0 }), now: expiresAt - 1 },
  ];
  for (const { code, token, now } of refusals) {
    test(`refuses with ${code} and changes nothing`, async () => {
      await using store = await open();
      await store.tokens.add(token);
      await assert.rejects(store.clients.enroll(someClient(), 'token', now), refusesWith(code));
      assert.equal(await store.clients.count(), 0);
      assert.deepEqual(await store.tokens.list(), [token]);
    });
  }

  test('takes no use when the client cannot be added', async () => {
    await using store = await open();
    const token = someToken();
    await store.tokens.add(token);
    const client = someClient();
    await store.clients.enroll(client, token.id, token.createdAt);
    const sameId = { ...client, publicKey: 'another key' };
    await assert.rejects(store.clients.enroll(sameId, token.id, token.createdAt));
    assert.equal((await store.tokens.find(token.id))?.usesLeft, token.usesLeft - 1);
    assert.deepEqual(await store.clients.find(client.id), client);
  });

  test('never lets more through than the token allows, all at once', async () => {
    await using store = await open();
    const token = someToken({ usesLeft: 3 });
    await store.tokens.add(token);
    const tries = Array.from({ length: 8 }, () =>
      store.clients.enroll(someClient(), token.id, token.createdAt),
    );
    const outcomes = await Promise.allSettled(tries);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 3);
    assert.equal(await store.clients.count(), 3);
  });

  test('keeps tokens by time of creation and removes them', async () => {
    await using store = await open();
    const [late, early] = [
      someToken({ createdAt: 2 }),
      someToken({ createdAt: 1, purpose: 'endpoint-server' }),
    ];
    for (const token of [late, early]) await store.tokens.add(token);
    assert.deepEqual(await store.tokens.list(), [early, late]);
    assert.deepEqual(await store.tokens.find(early.id), early);
    await store.tokens.remove(early.id);
    await store.tokens.remove(early.id);
    assert.equal(await store.tokens.find(early.id), undefined);
    assert.deepEqual(await store.tokens.list(), [late]);
  });
}
