import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Address } from '@causeway/contract';
import { createTestCa } from '@causeway/testkit';
import { anchorOf, crossedScene, DAY, HTTP, HTTPS, MINUTE, type Scene, serverOf } from '../testing/scene.ts';
import { configured, placeOf, publishServers, scatteredScene } from '../testing/several-servers.ts';

/** What went over HTTP, without config.ini. */
function overHttp(scene: Scene): string[] {
  return scene.network
    .takeLog()
    .filter((line) => line.includes(' http://') && !/^GET [^ ]+\/config\.ini/.test(line));
}

async function pollFor(scene: Scene, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    scene.at += 70 * MINUTE;
    await scene.poll();
  }
}

test('after HTTPS was proven, HTTP carries config.ini and nothing else, for as long as HTTPS works', async () => {
  const scene = await crossedScene();
  await pollFor(scene, 40);
  assert.deepEqual(overHttp(scene), []);
});

for (const code of ['CERTIFICATE_UNTRUSTED', 'CERTIFICATE_EXPIRED', 'TIMEOUT', 'CONNECTION_RESET']) {
  test(`nor when HTTPS fails with ${code}, nor after a restart: config.ini alone is fetched`, async () => {
    const scene = await crossedScene();
    scene.network.breakAt(HTTPS, code);
    await pollFor(scene, 5);
    scene.restart();
    await pollFor(scene, 25);
    const log = scene.network.log.filter((line) => line.includes(' http://'));
    assert.ok(log.length > 0, 'config.ini was looked for');
    assert.deepEqual(overHttp(scene), []);
    scene.network.broken.clear();
    assert.equal((await scene.poll()).address, HTTPS);
  });
}

const MOVED: Address = 'https://acme.localhost:9443';

test('nor when the next file moves HTTPS to where it is blocked: the last good file stays in use', async () => {
  const ca = createTestCa();
  const scene = await crossedScene(ca);
  scene.publish([MOVED, HTTP], ca);
  await pollFor(scene, 3);
  assert.deepEqual(overHttp(scene), []);
  assert.deepEqual([(await scene.poll()).revision, scene.state.revision], [1, 2]);
  scene.network.listeners.delete(HTTPS);
  scene.restart();
  await pollFor(scene, 20);
  assert.deepEqual(overHttp(scene), []);
  scene.listen(MOVED, ca);
  assert.deepEqual((await scene.poll()).address, MOVED);
});

test('nor when it dies right after the first proof', async () => {
  const scene = await crossedScene();
  const { httpsServers } = scene.state;
  assert.equal(httpsServers.length, 1);
  // As it was before HTTPS was ever proven.
  await scene.store.save({ ...scene.state, ways: {}, httpsServers: [] });
  scene.network.listeners.set(HTTP, {
    handle: () => {
      throw new Error('the process dies here');
    },
  });
  await assert.rejects(scene.poll(), /dies here/);
  assert.deepEqual(scene.state.httpsServers, httpsServers);
});

test('a file that takes HTTPS back, signed, lets HTTP carry everything again', async () => {
  const scene = await crossedScene();
  scene.publish([HTTP]);
  const outcome = await scene.poll();
  assert.deepEqual([outcome.address, outcome.revision], [HTTP, 2]);
  scene.network.listeners.delete(HTTPS);
  assert.equal((await scene.poll()).address, HTTP);
});

test('an inventory goes to no endpoint server over HTTP while any HTTPS is proven (DESIGN rule 10)', async () => {
  const ca = createTestCa();
  const scene = await crossedScene(ca);
  const anchor = anchorOf(ca);
  const beyond: Address = 'http://dmz.localhost:8080';
  scene.listen(beyond);
  scene.publisher.publish(
    [
      serverOf('0191f0c2-5a4e-7b6a-9c1d-000000000001', [HTTPS, HTTP], [anchor]),
      serverOf('0191f0c2-5a4e-7b6a-9c1d-000000000002', [beyond]),
    ],
    [anchor],
  );
  await scene.poll();
  scene.network.breakAt(HTTPS, 'TIMEOUT');
  scene.at += 2 * DAY;
  scene.endpoint.taken.length = 0;
  assert.equal((await scene.poll()).address, beyond);
  assert.deepEqual(
    scene.endpoint.taken.filter(({ path }) => path === '/client/inventory'),
    [],
  );
  scene.network.broken.clear();
  assert.equal((await scene.poll()).address, HTTPS);
  const sent = scene.endpoint.taken.filter(({ path }) => path === '/client/inventory');
  assert.deepEqual(
    sent.map(({ address }) => address),
    [HTTPS],
  );
});

/** The same numbers each time (a linear congruential generator by Numerical Recipes). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

for (const seed of [1, 2, 3]) {
  test(`whatever comes and goes at four endpoint servers, no word goes back to HTTP where HTTPS was proven (${seed})`, async () => {
    const places = [1, 2, 3, 4].map(placeOf);
    const random = randomFrom(seed);
    const scene = await scatteredScene(places);
    const proven = new Set<string>();
    const seen = { polls: 0, elsewhere: 0, files: 0 };
    for (let round = 0; round < 150; round++) {
      const before = new Set(scene.state.httpsServers);
      for (const { https, http } of places)
        for (const address of [https, http])
          if (random() < 0.4)
            scene.network.breakAt(address, random() < 0.5 ? 'TIMEOUT' : 'CERTIFICATE_EXPIRED');
          else scene.network.broken.delete(address);
      if (random() < 0.15) {
        const named = places.filter(() => random() < 0.8);
        if (named.length > 0) publishServers(scene, named.map(configured));
        seen.files++;
      }
      scene.at += (10 + 600 * random()) * MINUTE;
      if (random() < 0.3) scene.restart();
      scene.endpoint.taken.length = 0;
      await scene.poll();
      for (const id of scene.state.httpsServers) proven.add(id);
      assert.ok(
        [...proven].every((id) => scene.state.httpsServers.includes(id)),
        'nothing proven is forgotten',
      );
      for (const { address, path } of scene.endpoint.taken) {
        seen.polls++;
        if (address !== HTTPS) seen.elsewhere++;
        if (address.startsWith('https:')) continue;
        const place = places.find(({ http }) => http === address);
        assert.ok(!before.has(place?.id ?? ''), `${path} at ${address}`);
        assert.notEqual(path, '/client/inventory');
      }
    }
    assert.ok(seen.polls > 100 && seen.elsewhere > 20 && seen.files > 10, JSON.stringify(seen));
  });
}
