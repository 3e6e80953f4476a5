import assert from 'node:assert/strict';
import { randomUUIDv7 } from 'node:crypto';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import { type ActionReport, MAX_ACTIONS } from '@causeway/contract/client-messages';
import type { ActionRecord, EndpointStore } from '@causeway/endpoint';
import { enrollOne, type OpenEndpointStore } from './open-endpoint-store.ts';
import { someAction, someClient, someContact, someObservation, someToken } from './records.ts';
import { refusesWith } from './refuses-with.ts';

const nobody = asId<ClientId>('ffffffff-ffff-7fff-bfff-ffffffffffff');

export function testActions(open: OpenEndpointStore): void {
  test('keeps what a client is asked to do until it reports on it', async () => {
    await using store = await open();
    const { id: clientId } = await enrollOne(store);
    const [first, second] = inOrder(clientId, 2);
    assert.ok(first && second);
    for (const action of [first, second]) assert.equal(await store.actions.add(action), true);
    assert.deepEqual(await waitingOf(store, clientId), [first.action, second.action]);
    await report(store, clientId, 9, [{ id: first.id, outcome: 'failed', message: 'no room' }]);
    assert.deepEqual(await waitingOf(store, clientId), [second.action]);
    const ended = { ...first, state: 'failed', doneAt: 9, message: 'no room' } as const;
    assert.deepEqual(await store.actions.list({ limit: 9 }), [second, ended]);
    // What ended stays as it did.
    await report(store, clientId, 11, [{ id: first.id, outcome: 'done' }]);
    assert.deepEqual(await store.actions.list({ clientId, limit: 9, after: second.id }), [ended]);
  });

  test('asks enrolled native clients alone', async () => {
    await using store = await open();
    const { id: retired } = await enrollOne(store, { standing: 'retired' });
    const { id: server } = await enrollOne(store, { kind: 'endpoint-server' });
    const { clientId: foreign } = await store.foreign.accept(someContact());
    for (const clientId of [retired, server, foreign, nobody])
      assert.equal(await store.actions.add(someAction({ clientId })), false);
    assert.deepEqual(await store.actions.list({ limit: 9 }), []);
  });

  test('takes no report of another client', async () => {
    await using store = await open();
    const [{ id: clientId }, { id: other }] = [await enrollOne(store), await enrollOne(store)];
    const action = someAction({ clientId });
    await store.actions.add(action);
    await report(store, other, 9, [{ id: action.id, outcome: 'done' }]);
    await report(store, nobody, 9, [{ id: action.id, outcome: 'done' }]);
    assert.deepEqual(await waitingOf(store, clientId), [action.action]);
  });

  test('retires the client that reports that it did, and asks it nothing more', async () => {
    await using store = await open();
    const { id: clientId } = await enrollOne(store);
    const id = randomUUIDv7();
    await store.actions.add(someAction({ id, clientId, action: { id, kind: 'retire' } }));
    await store.actions.add(someAction({ clientId }));
    await report(store, clientId, 9, [{ id, outcome: 'done' }]);
    assert.equal((await store.clients.find(clientId))?.standing, 'retired');
    assert.deepEqual(await waitingOf(store, clientId), undefined);
  });

  test('hands out the oldest of many, for each client that is asked for', async () => {
    await using store = await open();
    const [{ id: clientId }, { id: other }] = [await enrollOne(store), await enrollOne(store)];
    const actions = inOrder(clientId, MAX_ACTIONS + 2);
    for (const action of actions) await store.actions.add(action);
    const of = await store.actions.waiting([other, clientId, nobody]);
    assert.deepEqual([...of.keys()], [clientId]);
    assert.deepEqual(
      of.get(clientId),
      actions.slice(0, MAX_ACTIONS).map(({ action }) => action),
    );
    assert.deepEqual(await store.actions.waiting([]), new Map());
  });

  test('lists them page by page in the order in which they were asked, also behind one that was taken back', async () => {
    await using store = await open();
    const [{ id: clientId }, { id: other }] = [await enrollOne(store), await enrollOne(store)];
    const [first, second, third] = inOrder(clientId, 3);
    const [unrelated] = inOrder(other, 1);
    assert.ok(first && second && third && unrelated);
    for (const action of [first, unrelated, second, third]) await store.actions.add(action);
    assert.deepEqual(await store.actions.list({ limit: 2 }), [third, second]);
    assert.deepEqual(await store.actions.list({ limit: 2, after: second.id }), [unrelated, first]);
    assert.deepEqual(await store.actions.list({ clientId, limit: 9, after: third.id }), [second, first]);
    assert.deepEqual(await store.actions.list({ limit: 9, after: first.id }), []);
    const newest = someAction({ id: `f${randomUUIDv7().slice(1)}`, clientId });
    await store.actions.add(newest);
    await store.actions.remove(newest.id);
    assert.equal((await store.actions.list({ limit: 9, after: newest.id })).length, 4);
  });

  test('takes back what waits, and nothing else', async () => {
    await using store = await open();
    const { id: clientId } = await enrollOne(store);
    const [waiting, ended] = [someAction({ clientId }), someAction({ clientId })];
    for (const action of [waiting, ended]) await store.actions.add(action);
    await report(store, clientId, 9, [{ id: ended.id, outcome: 'done' }]);
    assert.deepEqual(await store.actions.remove(waiting.id), waiting);
    assert.equal(await store.actions.remove(waiting.id), undefined);
    assert.equal(await store.actions.remove(ended.id), undefined);
    assert.equal(await waitingOf(store, clientId), undefined);
  });

  test('tells endpoint servers of a client whose actions or key are others', async () => {
    await using store = await open();
    const { id: clientId } = await enrollOne(store);
    const action = someAction({ clientId });
    const steps = [
      () => store.actions.add(action),
      () => report(store, clientId, 9, [{ id: action.id, outcome: 'done' }]),
      () => store.clients.setKey(clientId, 'a new key'),
      () => store.clients.setGroup(clientId, 'laptops', randomUUIDv7(), 5),
    ];
    let { standingsAt } = await store.clients.changedSince(0, 9);
    for (const step of steps) {
      await step();
      const changed = await store.clients.changedSince(standingsAt, 9);
      assert.deepEqual(changed.ids, [clientId]);
      standingsAt = changed.standingsAt;
    }
  });

  test('asks a client to join the group that it is put into, the last one alone', async () => {
    await using store = await open();
    const client = await enrollOne(store);
    const [first, second] = [randomUUIDv7(), randomUUIDv7()];
    await store.clients.setGroup(client.id, 'laptops', first, 5);
    const grouped = { ...client, group: 'servers' };
    assert.deepEqual(await store.clients.setGroup(client.id, 'servers', second, 6), grouped);
    assert.deepEqual(await waitingOf(store, client.id), [
      { id: second, kind: 'join-group', group: 'servers' },
    ]);
    assert.equal((await store.clients.standing(client.id))?.group, 'servers');
    await report(store, client.id, 9, [{ id: second, outcome: 'done' }]);
    const last = randomUUIDv7();
    assert.equal((await store.clients.setGroup(client.id, null, last, 7))?.group, null);
    assert.deepEqual(await waitingOf(store, client.id), [{ id: last, kind: 'join-group', group: null }]);
    assert.equal((await store.actions.list({ limit: 9 })).length, 2);
    assert.equal(await store.clients.setGroup(nobody, 'servers', randomUUIDv7(), 7), undefined);
  });

  test('puts a foreign client into a group without asking it', async () => {
    await using store = await open();
    const { clientId } = await store.foreign.accept(someContact());
    assert.equal((await store.clients.setGroup(clientId, 'old', randomUUIDv7(), 5))?.group, 'old');
    assert.deepEqual(await store.actions.list({ limit: 9 }), []);
  });

  test('enrolls with a token of a group into that group', async () => {
    await using store = await open();
    const token = someToken({ group: 'laptops' });
    await store.tokens.add(token);
    assert.deepEqual(await store.tokens.find(token.id), token);
    const client = await store.clients.enroll(someClient(), token.id, token.createdAt);
    assert.equal(client.group, 'laptops');
    assert.deepEqual(await store.clients.find(client.id), client);
    const [action] = (await waitingOf(store, client.id)) ?? [];
    assert.deepEqual({ ...action, id: '' }, { id: '', kind: 'join-group', group: 'laptops' });
  });

  test('puts a new key in the place of the old one, unless another client has it', async () => {
    await using store = await open();
    const [client, other] = [await enrollOne(store), await enrollOne(store)];
    const renewed = { ...client, publicKey: 'a new key' };
    assert.deepEqual(await store.clients.setKey(client.id, 'a new key'), renewed);
    assert.deepEqual(await store.clients.find(client.id), renewed);
    await assert.rejects(store.clients.setKey(other.id, 'a new key'), refusesWith('CLIENT_KEY_TAKEN'));
    assert.deepEqual(await store.clients.find(other.id), other);
    assert.equal(await store.clients.setKey(nobody, 'yet another key'), undefined);
  });

  test('keeps the newest diagnostics of a client', async () => {
    await using store = await open();
    const { id: clientId } = await enrollOne(store);
    assert.equal(await store.diagnostics.find(clientId), undefined);
    const newest = { clientId, receivedAt: 6, document: '{"a":"ä"}' };
    await store.diagnostics.put({ ...newest, receivedAt: 5, document: '{}' });
    await store.diagnostics.put(newest);
    await store.diagnostics.put({ ...newest, receivedAt: 4, document: '{}' });
    assert.deepEqual(await store.diagnostics.find(clientId), newest);
  });
}

/** Asked in the order opposite to that of their ids: those of one millisecond are in no order of their own. */
function inOrder(clientId: ClientId, count: number): ActionRecord[] {
  const ids = Array.from({ length: count }, () => randomUUIDv7()).sort();
  return ids.reverse().map((id) => someAction({ id, clientId }));
}

async function waitingOf(store: EndpointStore, clientId: ClientId) {
  return (await store.actions.waiting([clientId])).get(clientId);
}

async function report(
  store: EndpointStore,
  clientId: ClientId,
  at: number,
  done: readonly ActionReport[],
): Promise<void> {
  await store.clients.record([someObservation({ clientId, at, done })]);
}
