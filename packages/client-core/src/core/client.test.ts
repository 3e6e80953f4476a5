import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { crossedScene, DAY, HTTP, HTTPS, MINUTE, Scene } from '../testing/scene.ts';
import { refuse, reply } from '../testing/test-endpoint.ts';

const POLL = '/client/poll';

test('without an enrollment there is nothing to poll with', async () => {
  await assert.rejects(new Scene().poll(), { code: 'NOT_ENROLLED' });
});

for (const status of [429, 503]) {
  test(`${status} with Retry-After is honoured: no other address is bothered, and the next poll waits that long`, async () => {
    const scene = await crossedScene();
    scene.endpoint.instead.set(POLL, () => refuse(status, 'ENDPOINT_OVERLOADED', { 'retry-after': '120' }));
    const outcome = await scene.poll();
    assert.deepEqual([outcome.kind, outcome.code], ['busy', 'ENDPOINT_OVERLOADED']);
    assert.equal(outcome.nextPollInMs, 120_000 * (1 + 0.25 * 0.5));
    assert.equal(scene.state.nextPollAt, scene.at + outcome.nextPollInMs);
    assert.deepEqual(scene.network.takeLog(), [`POST ${HTTPS}${POLL}`]);
  });
}

test('Retry-After may be a date, by the server’s own clock', async () => {
  const scene = await crossedScene();
  const until = scene.at + 90_000 + DAY;
  scene.endpoint.instead.set(POLL, () =>
    refuse(503, 'ENDPOINT_OVERLOADED', {
      date: new Date(scene.at + DAY).toUTCString(),
      'retry-after': new Date(until).toUTCString(),
    }),
  );
  scene.random = 0;
  assert.equal((await scene.poll()).nextPollInMs, 90_000);
});

test('a 503 without Retry-After is a failure like any other: the next address is tried', async () => {
  const scene = await crossedScene();
  scene.endpoint.instead.set(POLL, () => reply(503));
  const outcome = await scene.poll();
  assert.equal(outcome.kind, 'failed');
  assert.ok(outcome.news.includes(`HTTP_STATUS_503 at ${HTTPS}: status 503`));
});

for (const code of ['CLIENT_RETIRED', 'CLIENT_UNKNOWN']) {
  test(`${code} ends the round, and it asks again within the hour`, async () => {
    const scene = await crossedScene();
    scene.endpoint.instead.set(POLL, () => refuse(403, code));
    const outcome = await scene.poll();
    assert.deepEqual([outcome.kind, outcome.code, scene.network.log.length], ['refused', code, 1]);
    assert.ok(outcome.nextPollInMs >= 60 * MINUTE && outcome.nextPollInMs <= 75 * MINUTE);
    assert.equal(scene.state.failedRounds, 0);
  });
}

test('over HTTP, where HTTPS is proven, nobody can end a round or put a client to sleep', async () => {
  for (const answer of [
    refuse(403, 'CLIENT_RETIRED'),
    refuse(503, 'ENDPOINT_OVERLOADED', { 'retry-after': '999999' }),
  ]) {
    const scene = await crossedScene();
    scene.network.listeners.set(HTTP, { handle: () => answer });
    scene.at += 2 * DAY;
    const outcome = await scene.poll();
    assert.deepEqual([outcome.kind, outcome.address, outcome.nextPollInMs], ['through', HTTPS, 600_000]);
    assert.ok(scene.endpoint.taken.some(({ path }) => path === '/client/inventory'));
  }
});

test('a captive portal is no endpoint server: nothing it says counts as a poll, a proof or a file', async () => {
  const scene = new Scene();
  scene.listen(HTTP);
  await scene.enroll();
  scene.publish([HTTP]);
  await scene.poll();
  scene.publish([HTTP]);
  const before = scene.state;
  scene.network.listeners.set(HTTP, { handle: () => reply(200, '<html>Welcome</html>') });
  const outcome = await scene.poll();
  assert.equal(outcome.kind, 'failed');
  assert.ok(outcome.news.some((line) => line.startsWith(`ANSWER_UNREADABLE at ${HTTP}`)));
  assert.equal(scene.state.current, before.current);
});

test('rounds that get nowhere are further and further apart, across restarts, until one gets through', async () => {
  const scene = await crossedScene();
  for (const address of [HTTP, HTTPS]) scene.network.breakAt(address, 'NETWORK_UNREACHABLE');
  scene.random = 1 - Number.EPSILON;
  const delays: number[] = [];
  for (let round = 0; round < 9; round++) {
    scene.restart();
    const { kind, nextPollInMs } = await scene.poll();
    assert.equal(kind, 'failed');
    delays.push(nextPollInMs / MINUTE);
    scene.at += nextPollInMs;
  }
  assert.deepEqual(delays, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
  scene.network.broken.clear();
  const { kind } = await scene.poll();
  assert.deepEqual([kind, scene.state.failedRounds], ['through', 0]);
});

for (const offsetMs of [-DAY, 400_000, 10 * 365 * DAY]) {
  test(`a clock that is ${offsetMs / 1000} s off the server's is corrected by it, once, and said so`, async () => {
    const scene = new Scene();
    scene.listen(HTTP);
    scene.publish([HTTP]);
    scene.endpoint.clockOffsetMs = offsetMs;
    await scene.enroll();
    assert.equal(scene.state.clockOffsetSeconds, offsetMs / 1000);
    await scene.poll();
    scene.endpoint.clockOffsetMs += 7_200_000;
    scene.network.takeLog();
    const outcome = await scene.poll();
    assert.equal(outcome.kind, 'through');
    assert.deepEqual(scene.network.takeLog(), [`POST ${HTTP}${POLL}`, `POST ${HTTP}${POLL}`]);
    assert.equal(scene.state.clockOffsetSeconds, offsetMs / 1000 + 7_200);
    await scene.poll();
    assert.equal(scene.endpoint.polls.at(-1)?.clockOffsetSeconds, offsetMs / 1000 + 7_200);
    assert.deepEqual(scene.network.takeLog(), [`POST ${HTTP}${POLL}`]);
  });
}

test('a server that refuses its own time is not asked forever', async () => {
  const scene = await crossedScene();
  scene.endpoint.instead.set(POLL, () =>
    refuse(401, 'CLOCK_SKEWED', { date: new Date(scene.at).toUTCString() }),
  );
  const outcome = await scene.poll();
  assert.equal(outcome.kind, 'failed');
  // Twice at first, and twice at the end of the round, because HTTPS itself works.
  assert.equal(scene.network.log.filter((line) => line === `POST ${HTTPS}${POLL}`).length, 4);
});

test('each day the evidence is shown anew, at every address', async () => {
  const scene = await crossedScene();
  scene.at += 25 * 60 * MINUTE;
  await scene.poll();
  assert.deepEqual(
    scene.network.takeLog().filter((line) => !line.includes('inventory')),
    [`POST ${HTTPS}${POLL}`, `GET ${HTTP}/config.ini`],
  );
  scene.at += 10 * MINUTE;
  await scene.poll();
  assert.deepEqual(scene.network.takeLog(), [`POST ${HTTPS}${POLL}`]);
});

test('evidence is shown as often as the file wants it', async () => {
  const ca = createTestCa();
  const scene = await crossedScene(ca);
  scene.publisher.proofInterval = 1_800;
  scene.publish([HTTPS, HTTP], ca);
  await scene.poll();
  const provenAt = [scene.at];
  scene.network.takeLog();
  for (let poll = 0; poll < 12; poll++) {
    scene.at += 10 * MINUTE;
    await scene.poll();
    if (scene.network.takeLog().includes(`GET ${HTTP}/config.ini`)) provenAt.push(scene.at);
  }
  const rests = provenAt.slice(1).map((at, index) => at - (provenAt[index] ?? 0));
  assert.ok(rests.length >= 4, `${rests.length} times in two hours`);
  for (const rest of rests) assert.ok(rest <= 30 * MINUTE, `${rest} ms`);
});

test('who stops a round in the middle of it gets the abort, and loses nothing that was kept', async () => {
  const scene = await crossedScene();
  const before = scene.state;
  const stop = new AbortController();
  scene.endpoint.instead.set(POLL, () => {
    stop.abort();
    throw new Error('torn by the abort');
  });
  await assert.rejects(scene.client.poll(stop.signal), { name: 'AbortError' });
  assert.deepEqual(scene.state, before);
});
