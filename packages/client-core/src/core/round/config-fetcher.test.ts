import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { crossedScene, DAY, HTTP, HTTPS, MINUTE } from '../../testing/scene.ts';
import { refuse, reply } from '../../testing/test-endpoint.ts';

test('a sleeper walks over any number of rotations, and asks for nothing twice', async () => {
  const scene = await crossedScene();
  for (let rotation = 0; rotation < 60; rotation++) scene.publisher.rotate();
  scene.at += 400 * DAY;
  const outcome = await scene.poll();
  assert.deepEqual([outcome.kind, outcome.revision], ['through', 1 + 2 * 60]);
  assert.deepEqual(scene.state.keys, [scene.publisher.signingKey]);
  const walked = scene.network.log.filter((line) => line.includes('?key='));
  assert.equal(walked.length, 60);
  assert.equal(new Set(walked).size, 60);
});

test('a walk that is too long for one round goes on in the next, from where it was', async () => {
  const scene = await crossedScene();
  scene.network.breakAt(HTTP, 'TIMEOUT');
  for (let rotation = 0; rotation < 130; rotation++) scene.publisher.rotate();
  await scene.poll();
  assert.notDeepEqual(scene.state.keys.at(-1), scene.publisher.signingKey);
  const reached = scene.state.revision;
  assert.ok(reached > 100, String(reached));
  scene.restart();
  await scene.poll();
  assert.deepEqual([scene.state.keys, (await scene.poll()).revision], [[scene.publisher.signingKey], 261]);
});

test('a walk that is cut off goes on where it was, be it at another address', async () => {
  const scene = await crossedScene();
  for (let rotation = 0; rotation < 5; rotation++) scene.publisher.rotate();
  let left = 3;
  const { handle } = scene.endpoint;
  const cutOff: typeof handle = (request) => {
    if (!request.path.includes('?key=')) return handle(request);
    return left-- > 0 ? handle(request) : refuse(502, 'BAD_GATEWAY');
  };
  const listener = scene.network.listeners.get(HTTPS);
  scene.network.listeners.set(HTTPS, { ...listener, handle: cutOff });
  const outcome = await scene.poll();
  assert.equal(outcome.revision, 11);
  const walked = scene.network.log.filter((line) => line.includes('?key='));
  assert.deepEqual([walked.length, walked.filter((line) => line.includes(HTTP)).length], [6, 2]);
});

test('keys that nobody knows any more cost the file and nothing else: polls and inventory go on', async () => {
  const ca = createTestCa();
  const scene = await crossedScene(ca);
  const wrong = scene.publisher.forge();
  scene.publish([HTTPS, HTTP], ca);
  scene.endpoint.instead.set('/config.ini', ({ path }) =>
    path.includes('?') ? refuse(503, 'CONFIG_NOT_PUBLISHED', { 'retry-after': '60' }) : reply(200, wrong),
  );
  scene.at += 2 * DAY;
  const outcome = await scene.poll();
  assert.equal(outcome.kind, 'through');
  assert.ok(scene.endpoint.taken.some(({ path }) => path === '/client/inventory'));
  assert.ok(outcome.news.some((line) => line.startsWith('CONFIG_UNKNOWN_KEY')));
});

test('the tag of the held file is sent, and 304 is an answer that costs nothing', async () => {
  const scene = await crossedScene();
  scene.network.breakAt(HTTPS, 'TIMEOUT');
  const statuses: number[] = [];
  const { handle } = scene.endpoint;
  const watched: typeof handle = (request) => {
    const answer = handle(request);
    statuses.push(answer.status);
    return answer;
  };
  scene.network.listeners.set(HTTP, { handle: watched });
  const { current } = scene.state;
  await scene.poll();
  assert.deepEqual(statuses, [304]);
  assert.equal(scene.state.current, current);
});

test('an expired file is accepted as long as it is news, by the server’s time', async () => {
  const ca = createTestCa();
  const scene = await crossedScene(ca);
  scene.publisher.validityMs = MINUTE;
  scene.publish([HTTPS, HTTP], ca);
  scene.at += 90 * DAY;
  assert.equal((await scene.poll()).revision, 2);
});

test('nothing is published yet: it polls, and looks again within the minute', async () => {
  const scene = await crossedScene();
  scene.restart();
  await scene.store.save({ ...scene.state, current: null, candidate: null, lastGood: null, etag: null });
  scene.endpoint.instead.set('/config.ini', () =>
    refuse(503, 'CONFIG_NOT_PUBLISHED', { 'retry-after': '60' }),
  );
  const outcome = await scene.poll();
  assert.deepEqual([outcome.kind, outcome.address, outcome.nextPollInMs], ['through', HTTP, MINUTE]);
});
