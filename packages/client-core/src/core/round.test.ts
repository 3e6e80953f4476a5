import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { crossedScene, HTTP, HTTPS, MINUTE, Scene } from '../testing/scene.ts';
import { refuse, reply } from '../testing/test-endpoint.ts';
import { readConfig } from './client-state.ts';

test('a file becomes candidate, is proven at every address, and only then is in use; the one before stays at hand', async () => {
  const ca = createTestCa();
  const scene = new Scene();
  scene.listen(HTTP);
  scene.listen(HTTPS, ca);
  await scene.enroll();
  scene.publish([HTTP]);
  await scene.poll();
  const first = scene.state.current;
  assert.equal(readConfig(first)?.revision, 1);
  scene.network.takeLog();

  scene.publish([HTTPS, HTTP], ca);
  scene.at += 10 * MINUTE;
  const outcome = await scene.poll();
  assert.deepEqual(scene.network.takeLog(), [
    `POST ${HTTP}/client/poll`,
    `GET ${HTTP}/config.ini`,
    `POST ${HTTPS}/client/prove`,
    `GET ${HTTP}/config.ini`,
    `POST ${HTTPS}/client/poll`,
  ]);
  assert.deepEqual([outcome.kind, outcome.address, outcome.revision], ['through', HTTPS, 2]);
  const { current, candidate, lastGood } = scene.state;
  assert.deepEqual([readConfig(current)?.revision, candidate, lastGood], [2, null, first]);
  assert.deepEqual(
    scene.endpoint.polls.map(({ fetchedRevision, appliedRevision }) => [fetchedRevision, appliedRevision]),
    [
      [0, 0],
      [1, 1],
      [2, 2],
    ],
  );
});

test('a candidate none of whose addresses can be used waits; the last good one stays in use, and is tried again', async () => {
  const scene = new Scene();
  scene.listen(HTTP);
  await scene.enroll();
  scene.publish([HTTP]);
  await scene.poll();
  const ca = createTestCa();
  scene.publish([HTTPS], ca);
  const outcome = await scene.poll();
  assert.deepEqual([outcome.kind, outcome.address, outcome.revision], ['through', HTTP, 1]);
  assert.equal(readConfig(scene.state.candidate)?.revision, 2);
  scene.listen(HTTPS, ca);
  scene.at += 10 * MINUTE;
  assert.deepEqual((await scene.poll()).address, HTTPS);
  assert.deepEqual([readConfig(scene.state.current)?.revision, scene.state.candidate], [2, null]);
});

const spoiled: readonly { readonly code: string; readonly spoil: (scene: Scene, file: string) => string }[] =
  [
    { code: 'CONFIG_BAD_SIGNATURE', spoil: (_scene, file) => file.replace(HTTP, 'http://evil.localhost:80') },
    { code: 'CONFIG_MALFORMED', spoil: () => '<html>Welcome to the hotel</html>' },
    { code: 'CONFIG_UNKNOWN_KEY', spoil: (scene) => scene.publisher.forge() },
    { code: 'CONFIG_REVISION_FELL', spoil: (scene) => readCurrent(scene) },
    { code: 'CONFIG_TOO_LARGE', spoil: () => `;${'x'.repeat(65_536)}` },
  ];

function heldBy({ state }: Pick<Scene, 'state'>) {
  const { current, candidate, lastGood, keys, revision, etag } = state;
  return { current, candidate, lastGood, keys, revision, etag };
}

/** The file in use, before the revision that is held came. */
function readCurrent({ state }: Scene): string {
  return state.lastGood ?? '';
}

for (const { code, spoil } of spoiled) {
  test(`a file that is refused as ${code} changes nothing`, async () => {
    const ca = createTestCa();
    const scene = await crossedScene(ca);
    scene.publish([HTTPS, HTTP], ca);
    await scene.poll();
    const before = scene.state;
    scene.publish([HTTP]);
    const wrong = spoil(scene, scene.publisher.published?.file ?? '');
    scene.endpoint.instead.set('/config.ini', ({ path }) =>
      path.includes('?') ? refuse(503, 'CONFIG_NOT_PUBLISHED', { 'retry-after': '60' }) : reply(200, wrong),
    );
    const outcome = await scene.poll();
    assert.deepEqual(heldBy(scene), heldBy({ state: before }));
    assert.ok(
      outcome.news.some((line) => line.startsWith(`${code} at `)),
      outcome.news.join('\n'),
    );
  });
}
