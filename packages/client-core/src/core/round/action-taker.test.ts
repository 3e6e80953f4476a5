import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ActionReport,
  type FailureReport,
  MAX_DIAGNOSTICS_BYTES,
  MAX_FAILURES,
  MAX_MESSAGE_BYTES,
} from '@causeway/contract/client-messages';
import { createTestCa } from '@causeway/testkit';
import { Check } from 'typebox/value';
import { crossedScene, DAY, HTTP, HTTPS, MINUTE, Scene } from '../../testing/scene.ts';
import { refuse, reply } from '../../testing/test-endpoint.ts';
import { endsToTell, withEnded } from '../actions.ts';
import { newState, withFailure } from '../client-state.ts';
import { TransportFailure } from '../ports.ts';
import { failuresToReport } from './failure-reports.ts';

const sent = ({ endpoint }: Scene, path: string) => endpoint.taken.filter((one) => one.path === path);
const inventory = { id: 'a-1', kind: 'inventory', full: false };

/** A client that polls over HTTP alone, its first inventory delivered. */
async function httpScene(): Promise<Scene> {
  const scene = new Scene();
  scene.listen(HTTP);
  scene.publish([HTTP]);
  await scene.enroll();
  await scene.poll();
  scene.endpoint.taken.length = 0;
  scene.network.takeLog();
  return scene;
}

test('what is done is told with the next poll, and from then on neither told nor done again', async () => {
  const scene = await crossedScene();
  scene.endpoint.actions = [{ id: 'a-1', kind: 'join-group', group: 'laptops' }];
  const outcome = await scene.poll();
  assert.ok(outcome.news.includes('action join-group done'));
  assert.equal(scene.state.group, 'laptops');
  for (let poll = 0; poll < 2; poll++) {
    scene.restart();
    await scene.poll();
  }
  assert.deepEqual(
    scene.endpoint.polls.map(({ done }) => done),
    [undefined, [{ id: 'a-1', outcome: 'done' }], undefined],
  );
  assert.deepEqual(scene.endpoint.actions, []);
});

test('what is handed out again although it was told is not done again, and told again', async () => {
  const scene = await crossedScene();
  const leave = { id: 'a-1', kind: 'join-group', group: 'laptops' };
  // A server that forgets what it was told: or one that never heard it.
  scene.endpoint.instead.set('/client/poll', () =>
    reply(200, JSON.stringify({ revision: 0, actions: [leave] })),
  );
  for (let poll = 0; poll < 3; poll++) await scene.poll();
  scene.endpoint.instead.clear();
  await scene.poll();
  assert.deepEqual(scene.endpoint.polls.at(-1)?.done, [{ id: 'a-1', outcome: 'done' }]);
  assert.equal(scene.state.actions.length, 1);
});

test('reports wait until a poll gets through', async () => {
  const scene = await crossedScene();
  scene.endpoint.actions = [inventory];
  await scene.poll();
  for (const address of [HTTP, HTTPS]) scene.network.breakAt(address, 'TIMEOUT');
  await scene.poll();
  scene.network.broken.clear();
  scene.restart();
  await scene.poll();
  assert.deepEqual(scene.endpoint.polls.at(-1)?.done, [{ id: 'a-1', outcome: 'done' }]);
});

test('what this client does not know is passed over, and what it knows is done all the same', async () => {
  const scene = await crossedScene();
  const strange = [
    ...[{ id: 'x-1', kind: 'self-destruct' }, { kind: 'retire' }, { id: 7, kind: 'retire' }, null, 'retire'],
    ...[
      { id: 'x-2', kind: 'inventory' },
      { id: 'x\n3', kind: 'retire' },
      { id: 'x'.repeat(101), kind: 'retire' },
    ],
  ];
  const actions = [...strange, { id: 'a-1', kind: 'join-group', group: null }];
  scene.endpoint.instead.set('/client/poll', () => reply(200, JSON.stringify({ revision: 0, actions })));
  assert.equal((await scene.poll()).kind, 'through');
  assert.deepEqual(
    scene.state.actions.map(({ id, outcome }) => [id, outcome]),
    [['a-1', 'done']],
  );
});

test('the newest hundred ends are remembered', () => {
  let state = newState('anna', '', HTTP, '');
  for (let n = 0; n < 250; n++)
    state = withEnded(state, { id: `a-${n}`, kind: 'diagnostics' }, { outcome: 'done' }, n);
  assert.deepEqual([state.actions.length, state.actions[0]?.id], [100, 'a-150']);
});

test('however many failures and ends there are to tell, an endpoint server takes the poll', () => {
  let state = newState('anna', '', HTTP, '');
  const message = '"\\\u0000☃'.repeat(500);
  for (let n = 0; n < 100; n++) {
    const failed = new TransportFailure('CONNECTION_REFUSED', message, 'ab'.repeat(32));
    state = withFailure(state, `https://${'a'.repeat(63)}.localhost:${n + 1}`, {
      ...failed,
      ...{ code: failed.code, message: failed.message, at: n },
    });
    state = withEnded(
      state,
      { id: `a-${'n'.repeat(90)}${n}`, kind: 'diagnostics' },
      { outcome: 'failed', message },
      n,
    );
  }
  const failures: readonly FailureReport[] = failuresToReport(state, HTTP, 1_000).failures;
  const { done, whenTold } = endsToTell(state);
  assert.deepEqual([failures.length, done.length], [MAX_FAILURES, 10]);
  assert.ok(done.every((one) => Check(ActionReport, one)));
  const told = endsToTell(whenTold(state, 1_000)).done;
  assert.ok(told.every(({ id }) => !done.some((one) => one.id === id)));
  assert.ok(Buffer.byteLength(JSON.stringify({ failures, done })) < MAX_MESSAGE_BYTES - 500);
});

test('an inventory is sent at once, due or not, and its moment of the day stays', async () => {
  const scene = await httpScene();
  const { nextInventoryAt } = scene.state;
  scene.at += 10 * MINUTE;
  scene.endpoint.actions = [inventory];
  await scene.poll();
  assert.deepEqual(
    scene.endpoint.inventories.map(({ kind }) => kind),
    ['difference'],
  );
  assert.deepEqual([scene.state.inventoryAt, scene.state.nextInventoryAt], [scene.at, nextInventoryAt]);
});

test('two that are asked for together are one upload, the whole one', async () => {
  const scene = await httpScene();
  scene.at += 2 * DAY;
  scene.endpoint.actions = [inventory, { ...inventory, id: 'a-2', full: true }];
  await scene.poll();
  assert.deepEqual(
    scene.endpoint.inventories.map(({ kind }) => kind),
    ['full'],
  );
  assert.deepEqual(
    scene.state.actions.map(({ outcome }) => outcome),
    ['done', 'done'],
  );
});

test('what an endpoint server refuses has failed, and what does not get through is tried again', async () => {
  const scene = await httpScene();
  scene.endpoint.actions = [inventory];
  scene.endpoint.instead.set('/client/inventory', () =>
    refuse(503, 'ENDPOINT_OVERLOADED', { 'retry-after': '60' }),
  );
  await scene.poll();
  assert.deepEqual(scene.state.actions, []);
  scene.endpoint.instead.set('/client/inventory', () => refuse(413, 'MESSAGE_TOO_LARGE'));
  await scene.poll();
  scene.endpoint.instead.clear();
  await scene.poll();
  const message = 'MESSAGE_TOO_LARGE: As the test wants it.';
  assert.deepEqual(scene.endpoint.polls.at(-1)?.done, [{ id: 'a-1', outcome: 'failed', message }]);
});

test('a computer that cannot be asked, and a client without an inventory, say so', async () => {
  for (const [collect, reason] of [
    [() => Promise.reject(new Error('no such device')), 'INVENTORY_NOT_COLLECTED: no such device'],
    [undefined, 'this client has no inventory'],
  ] as const) {
    const scene = await httpScene();
    scene.collectInventory = collect;
    scene.restart();
    scene.endpoint.actions = [inventory];
    await scene.poll();
    const [ended] = scene.state.actions;
    assert.deepEqual([ended?.outcome, ended?.message], ['failed', reason]);
  }
});

test('diagnostics tell what the client knows, and neither its keys nor the certificates it trusts', async () => {
  const scene = await crossedScene();
  for (let poll = 0; poll < 40; poll++) {
    scene.network.breakAt(HTTP, 'CONNECTION_REFUSED');
    scene.at += DAY;
    await scene.poll();
  }
  scene.endpoint.actions = [{ id: 'a-1', kind: 're-enroll' }];
  await scene.poll();
  scene.endpoint.actions = [{ id: 'a-2', kind: 'diagnostics' }];
  await scene.poll();
  const [document] = sent(scene, '/client/diagnostics');
  assert.ok(document && Buffer.byteLength(document.body) < MAX_DIAGNOSTICS_BYTES);
  assert.doesNotMatch(document.body, /PRIVATE|BEGIN/);
  const { format, version, at, platform, client } = JSON.parse(document.body);
  assert.deepEqual([format, version, at, platform], [1, '1.0.0', scene.at, { system: 'test' }]);
  assert.deepEqual([client.name, client.current, client.otherKeys], ['anna', 1, 1]);
  assert.equal(
    client.ways.find((way: { address: string }) => way.address === HTTP).failure.code,
    'CONNECTION_REFUSED',
  );
  assert.ok(client.news.length > 0 && client.news.length <= 30);
});

test('neither inventory nor diagnostics take HTTP once HTTPS is proven: they wait', async () => {
  const ca = createTestCa();
  const scene = await crossedScene(ca);
  const other = 'http://es2.localhost:8080';
  scene.listen(other);
  const { serverOf, anchorOf } = await import('../../testing/scene.ts');
  const [own, second] = ['1', '2'].map((end) => `0191f0c2-5a4e-7b6a-9c1d-00000000000${end}`);
  scene.publisher.publish(
    [serverOf(own ?? '', [HTTPS, HTTP], [anchorOf(ca)]), serverOf(second ?? '', [other])],
    [anchorOf(ca)],
  );
  await scene.poll();
  scene.network.breakAt(HTTPS, 'TIMEOUT');
  scene.endpoint.taken.length = 0;
  scene.endpoint.actions = [inventory, { id: 'a-2', kind: 'diagnostics' }];
  assert.equal((await scene.poll()).address, other);
  assert.deepEqual([sent(scene, '/client/inventory'), sent(scene, '/client/diagnostics')], [[], []]);
  scene.network.broken.clear();
  await scene.poll();
  assert.deepEqual(
    [...sent(scene, '/client/inventory'), ...sent(scene, '/client/diagnostics')].map(
      ({ address }) => address,
    ),
    [HTTPS, HTTPS],
  );
});

test('retire: it says so with one last poll, stops, and can be enrolled anew as another client', async () => {
  const scene = await crossedScene();
  const { privateKeyPem } = scene.state;
  scene.endpoint.actions = [{ id: 'a-1', kind: 'retire' }];
  const outcome = await scene.poll();
  assert.deepEqual(
    [outcome.kind, scene.state.retiredAt, scene.state.nextPollAt],
    ['retired', scene.at, null],
  );
  assert.deepEqual(scene.endpoint.polls.at(-1)?.done, [{ id: 'a-1', outcome: 'done' }]);
  scene.restart();
  scene.network.takeLog();
  await assert.rejects(scene.poll(), { code: 'RETIRED', kind: 'conflict' });
  assert.deepEqual(scene.network.takeLog(), []);
  await scene.enroll();
  assert.notEqual(scene.state.privateKeyPem, privateKeyPem);
  assert.equal((await scene.poll()).kind, 'through');
});

test('retire: until its last poll got through it is not retired', async () => {
  const scene = await crossedScene();
  scene.endpoint.actions = [{ id: 'a-1', kind: 'retire' }];
  let polls = 0;
  scene.endpoint.instead.set('/client/poll', (request) => {
    scene.endpoint.instead.delete('/client/poll');
    const answer = scene.endpoint.handle(request);
    scene.endpoint.instead.set('/client/poll', () => {
      if (polls++ < 2) throw new TransportFailure('TIMEOUT', 'no answer');
      return refuse(403, 'CLIENT_RETIRED');
    });
    return answer;
  });
  assert.notEqual((await scene.poll()).kind, 'retired');
  scene.restart();
  assert.equal((await scene.poll()).kind, 'failed');
  assert.equal(scene.state.retiredAt, null);
  // The server took the poll whose answer was lost.
  assert.equal((await scene.poll()).kind, 'retired');
});

test('over HTTP, where anybody may ask for it, it says yes and stays', async () => {
  const scene = await httpScene();
  scene.endpoint.actions = [{ id: 'a-1', kind: 'retire' }];
  assert.equal((await scene.poll()).kind, 'through');
  await scene.poll();
  const [told] = scene.endpoint.polls.at(-1)?.done ?? [];
  assert.deepEqual([told?.id, told?.outcome], ['a-1', 'done']);
  assert.match(told?.message ?? '', /over HTTP/);
  assert.deepEqual([scene.state.retiring, scene.state.retiredAt], [null, null]);
});
