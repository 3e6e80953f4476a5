import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import type { ActionReport, ClientAction } from '@causeway/contract/client-messages';
import { type Site, serveEndpoint, somePublishInput } from '../testing/serve-endpoint.ts';
import { enrolledClient, type TestClient } from '../testing/test-client.ts';

type Kind = Exclude<ClientAction['kind'], 'join-group' | 'inventory'>;

/** Ids that grow, also within one millisecond. */
let asked = 0;
const nextId = () => `0191f0c2-5a4e-7b6a-9c1d-${String(++asked).padStart(12, '0')}`;

async function ask({ store, endpoint, at }: Site, client: TestClient, kind: Kind): Promise<ClientAction> {
  const action = { id: nextId(), kind };
  const clientId = asId<ClientId>(client.id);
  const record = { id: action.id, clientId, action, by: 'anna', at };
  assert.ok(await store.actions.add({ ...record, state: 'waiting', doneAt: null, message: null }));
  endpoint.forget(clientId);
  return action;
}

function reportOf({ id }: ClientAction, outcome: ActionReport['outcome'] = 'done'): ActionReport {
  return { id, outcome };
}

/** Oldest first, which within a millisecond is by chance. */
function inOrder(actions: readonly ClientAction[]): ClientAction[] {
  return actions.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

test('what a client is asked to do is handed out until it reports on it', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  assert.equal((await client.poll()).status, 204);
  const [first, second] = [await ask(site, client, 'diagnostics'), await ask(site, client, 're-enroll')];
  for (const reply of [await client.poll(), await client.poll()]) {
    assert.equal(reply.status, 200);
    assert.deepEqual(JSON.parse(reply.body), { revision: 0, actions: inOrder([first, second]) });
  }
  const said = { done: [{ ...reportOf(first, 'failed'), message: 'no disk' }] };
  assert.deepEqual(JSON.parse((await client.poll(said)).body).actions, [second]);
  assert.deepEqual(JSON.parse((await client.poll()).body).actions, [second], 'before anything is written');
  assert.equal((await client.poll({ done: [reportOf(second)] })).status, 204);
  assert.equal((await client.poll()).status, 204);
  await site.endpoint.flush();
  assert.equal((await client.poll()).status, 204, 'and when it is read anew');
  const states = (await site.store.actions.list({ limit: 9 })).map(({ id, state, message, doneAt }) => [
    ...[id, state, message, doneAt],
  ]);
  assert.deepEqual(states, [
    [second.id, 'done', null, site.at],
    [first.id, 'failed', 'no disk', site.at],
  ]);
});

test('with a newer revision both are told, and without one the client is not sent for a file that it has', async () => {
  await using site = await serveEndpoint();
  await site.endpoint.publish(somePublishInput());
  const client = await enrolledClient(site);
  const action = await ask(site, client, 'diagnostics');
  assert.deepEqual(JSON.parse((await client.poll()).body), { revision: 1, actions: [action] });
  assert.deepEqual(JSON.parse((await client.poll({ fetchedRevision: 1 })).body), {
    ...{ revision: 1, actions: [action] },
  });
});

test('nobody is asked, and nobody reports, for another', async () => {
  await using site = await serveEndpoint();
  const [client, other] = [await enrolledClient(site), await enrolledClient(site)];
  const action = await ask(site, client, 'diagnostics');
  assert.equal((await other.poll({ done: [reportOf(action)] })).status, 204);
  await site.endpoint.flush();
  assert.deepEqual(JSON.parse((await client.poll()).body).actions, [action]);
});

test('a client that reports that it retired comes no more', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const action = await ask(site, client, 'retire');
  assert.equal((await client.poll({ done: [reportOf(action)] })).status, 204);
  await site.endpoint.flush();
  assert.equal((await client.poll()).code, 'CLIENT_RETIRED');
});

test('one that is enrolled for a group is told to join it', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site, { group: 'laptops' });
  const record = await site.store.clients.find(asId<ClientId>(client.id));
  assert.equal(record?.group, 'laptops');
  const [action] = JSON.parse((await client.poll()).body).actions;
  assert.deepEqual([action.kind, action.group], ['join-group', 'laptops']);
});

test('more reports than a poll takes, or one that is none, are refused', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const report = { id: 'x', outcome: 'done' } as const;
  for (const done of [Array(21).fill(report), [{ ...report, outcome: 'maybe' }], [{ id: 'x' }]])
    assert.equal((await client.poll({ done })).code, 'MESSAGE_INVALID');
});

test('diagnostics are kept as they came, and are evidence', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const clientId = asId<ClientId>(client.id);
  site.at += 1_000;
  const document = ' {"ways" : "Käse 🧀"} ';
  assert.equal((await client.diagnostics(document)).status, 204);
  const kept = { clientId, receivedAt: site.at, document };
  assert.deepEqual(await site.store.diagnostics.find(clientId), kept);
  for (const [wrong, status, code] of [
    ['[]', 400, 'MESSAGE_INVALID'],
    ['{', 400, 'MESSAGE_INVALID'],
    [Buffer.from('{"a":"\xff"}', 'latin1'), 400, 'INVENTORY_ENCODING_WRONG'],
    [`{"a":"${'x'.repeat(256 * 1024)}"}`, 413, 'MESSAGE_TOO_LARGE'],
  ] as const) {
    const reply = await client.diagnostics(wrong);
    assert.deepEqual([reply.status, reply.code], [status, code]);
  }
  assert.deepEqual(await site.store.diagnostics.find(clientId), kept);
  await site.endpoint.flush();
  assert.equal((await site.store.clients.find(clientId))?.lastSeenAt, site.at);
});
