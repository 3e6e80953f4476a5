import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import { crossedScene, HTTP, HTTPS, Scene } from '../../testing/scene.ts';
import { refuse, reply } from '../../testing/test-endpoint.ts';
import { MOST_OTHER_KEYS } from '../client-keys.ts';
import { TransportFailure } from '../ports.ts';

const ENROLL = '/client/enroll';
const POLL = '/client/poll';

function ask(scene: Scene, id = 'a-1'): void {
  scene.endpoint.actions = [{ id, kind: 're-enroll' }];
}

async function httpScene(): Promise<Scene> {
  const scene = new Scene();
  scene.listen(HTTP);
  scene.publish([HTTP]);
  await scene.enroll();
  await scene.poll();
  return scene;
}

/** Whether the endpoint server knows the client by the key that is its own. */
function isKnown({ endpoint, state }: Scene): boolean {
  return endpoint.knownKey?.equals(createPublicKey(state.privateKeyPem)) ?? false;
}

test('a new key takes the place of the old one, which is kept beside it', async () => {
  const scene = await crossedScene();
  const { privateKeyPem } = scene.state;
  ask(scene);
  await scene.poll();
  assert.notEqual(scene.state.privateKeyPem, privateKeyPem);
  assert.deepEqual([scene.state.otherKeysPem, scene.state.comingKey], [[privateKeyPem], null]);
  assert.ok(isKnown(scene));
  scene.restart();
  assert.equal((await scene.poll()).kind, 'through');
  assert.deepEqual(scene.endpoint.polls.at(-1)?.done, [{ id: 'a-1', outcome: 'done' }]);
});

test('an answer that is lost: the next poll finds out, and the action is done without a third key', async () => {
  const scene = await crossedScene();
  ask(scene);
  scene.endpoint.instead.set(ENROLL, (request) => {
    scene.endpoint.instead.clear();
    scene.endpoint.handle(request);
    throw new TransportFailure('TIMEOUT', 'no answer');
  });
  await scene.poll();
  const coming = scene.state.comingKey?.privateKeyPem;
  assert.ok(coming && !isKnown(scene));
  scene.restart();
  assert.equal((await scene.poll()).kind, 'through');
  assert.equal(scene.state.privateKeyPem, coming);
  assert.ok(isKnown(scene));
  await scene.poll();
  assert.deepEqual([scene.state.privateKeyPem, scene.endpoint.actions], [coming, []]);
});

test('a request that is lost is made again with the same key', async () => {
  const scene = await crossedScene();
  ask(scene);
  scene.endpoint.instead.set(ENROLL, () => {
    throw new TransportFailure('TIMEOUT', 'no answer');
  });
  await scene.poll();
  const coming = scene.state.comingKey?.privateKeyPem;
  scene.endpoint.instead.clear();
  scene.restart();
  await scene.poll();
  assert.equal(scene.state.privateKeyPem, coming);
  assert.ok(isKnown(scene));
});

test('an answer that somebody made up over HTTP: the next poll that arrives brings the key back', async () => {
  const scene = await httpScene();
  const { privateKeyPem } = scene.state;
  ask(scene);
  scene.endpoint.instead.set(ENROLL, () => reply(204));
  await scene.poll();
  assert.ok(!isKnown(scene));
  scene.endpoint.instead.clear();
  scene.restart();
  assert.equal((await scene.poll()).kind, 'through');
  assert.equal(scene.state.privateKeyPem, privateKeyPem);
});

test('however often somebody asks over HTTP and takes the answers, the key that the server knows is never given up', async () => {
  const scene = await httpScene();
  scene.network.listeners.set(HTTP, {
    handle: ({ path }) =>
      path === POLL
        ? reply(200, JSON.stringify({ revision: 0, actions: [{ id: `a-${scene.at++}`, kind: 're-enroll' }] }))
        : reply(204),
  });
  for (let poll = 0; poll < 3 * MOST_OTHER_KEYS; poll++) await scene.poll();
  const refused = scene.state.actions.at(-1);
  assert.equal(refused?.outcome, 'failed');
  assert.match(refused?.message ?? '', /keys/);
  scene.listen(HTTP);
  assert.equal((await scene.poll()).kind, 'through');
  assert.ok(isKnown(scene));
});

test('over HTTPS old keys make room for new ones, without an end', async () => {
  const scene = await crossedScene();
  for (let n = 0; n < 2 * MOST_OTHER_KEYS; n++) {
    ask(scene, `a-${n}`);
    await scene.poll();
    await scene.poll();
  }
  assert.equal(scene.state.otherKeysPem.length, MOST_OTHER_KEYS);
  assert.ok(scene.state.actions.every(({ outcome }) => outcome === 'done'));
  assert.ok(isKnown(scene));
});

test('a server that was set back to a backup knows an older key: it is found, and the newer ones are kept', async () => {
  const scene = await crossedScene();
  const backup = scene.endpoint.knownKey;
  for (const id of ['a-1', 'a-2', 'a-3']) {
    ask(scene, id);
    await scene.poll();
    await scene.poll();
  }
  const newest = scene.state.privateKeyPem;
  scene.endpoint.knownKey = backup;
  scene.restart();
  const outcome = await scene.poll();
  assert.equal(outcome.kind, 'through');
  assert.ok(outcome.news.some((line) => line.includes('another of its keys')));
  assert.ok(isKnown(scene));
  assert.ok(scene.state.otherKeysPem.includes(newest));
});

test('what breaks every signature on the way costs a few requests, and no key', async () => {
  const scene = await crossedScene();
  ask(scene);
  await scene.poll();
  const { privateKeyPem, otherKeysPem } = scene.state;
  scene.endpoint.instead.set(POLL, () => refuse(403, 'SIGNATURE_WRONG'));
  scene.network.takeLog();
  assert.equal((await scene.poll()).kind, 'failed');
  assert.deepEqual([scene.state.privateKeyPem, scene.state.otherKeysPem], [privateKeyPem, otherKeysPem]);
  const polls = scene.network.takeLog().filter((line) => line.startsWith(`POST ${HTTPS}${POLL}`));
  // By its own key at first, by the other, and by its own at the end of the round.
  assert.equal(polls.length, 3);
});

test('a server that refuses the new key is told that it failed, and still knows the client', async () => {
  const scene = await crossedScene();
  ask(scene);
  scene.endpoint.instead.set(ENROLL, () => refuse(403, 'CLIENTS_ONLY'));
  await scene.poll();
  scene.endpoint.instead.clear();
  assert.equal((await scene.poll()).kind, 'through');
  assert.equal(scene.state.actions[0]?.outcome, 'failed');
  assert.ok(isKnown(scene));
  ask(scene, 'a-2');
  await scene.poll();
  assert.ok(isKnown(scene));
});
