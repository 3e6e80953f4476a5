import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HTTP, MINUTE } from '../testing/scene.ts';
import {
  close,
  configured,
  hostsIn,
  open,
  placeOf,
  publishServers,
  scatteredScene,
} from '../testing/several-servers.ts';
import { refuse, reply } from '../testing/test-endpoint.ts';
import { readConfig } from './client-state.ts';

const [first, second, third] = [placeOf(1), placeOf(2), placeOf(3)];
const POLL = '/client/poll';
const BUSY = refuse(503, 'ENDPOINT_OVERLOADED', { 'retry-after': '120' });

test('while its own endpoint server answers, polls and inventory go there alone', async () => {
  const scene = await scatteredScene([first, second, third]);
  for (let hour = 0; hour < 30; hour++) {
    scene.at += 60 * MINUTE;
    assert.equal((await scene.poll()).address, first.https);
  }
  const { taken } = scene.endpoint;
  const work = taken.filter(({ path }) => path !== '/client/prove').map(({ address }) => address);
  assert.deepEqual([...new Set(work)], [first.https]);
  assert.ok(taken.some(({ path }) => path === '/client/inventory'));
});

test('when its own is gone the next one is tried, then the one after it; when it is back, so is the client', async () => {
  const scene = await scatteredScene([first, second, third]);
  const round = async () => {
    scene.at += 10 * MINUTE;
    scene.restart();
    const { kind, address } = await scene.poll();
    return [kind, address];
  };
  close(scene, first);
  assert.deepEqual(await round(), ['through', second.https]);
  close(scene, second);
  assert.deepEqual(await round(), ['through', third.https]);
  open(scene, second);
  assert.deepEqual(await round(), ['through', second.https]);
  open(scene, first);
  assert.deepEqual(await round(), ['through', first.https]);
  scene.network.takeLog();
  assert.deepEqual(await round(), ['through', first.https]);
  assert.equal(hostsIn(scene.network.takeLog())[0], 'acme.localhost');
});

test('a poll that goes on elsewhere, and the fetch after it, dial each dead address once', async () => {
  const scene = await scatteredScene([first, second, third]);
  for (const { https, http } of [first, second])
    for (const address of [https, http]) scene.network.breakAt(address, 'TIMEOUT');
  publishServers(scene, [first, second, third].map(configured));
  // Not proven there, so that every address is one for polls.
  await scene.store.save({ ...scene.state, httpsServers: [], ways: {} });
  const outcome = await scene.poll();
  assert.deepEqual([outcome.address, scene.state.revision], [third.https, 2]);
  const beforeProofs = scene.network.log.slice(0, scene.network.log.indexOf(`GET ${third.https}/config.ini`));
  assert.deepEqual(beforeProofs, [
    `POST ${first.https}${POLL} TIMEOUT`,
    `POST ${first.http}${POLL} TIMEOUT`,
    `POST ${second.https}${POLL} TIMEOUT`,
    `POST ${second.http}${POLL} TIMEOUT`,
    `POST ${third.https}${POLL}`,
  ]);
});

test('config.ini is looked for last where the client waited in vain', async () => {
  const scene = await scatteredScene([first, second]);
  for (const address of [first.https, second.https]) scene.network.breakAt(address, 'TIMEOUT');
  scene.at += 10 * MINUTE;
  await scene.poll();
  const fetched = scene.network.takeLog().filter((line) => line.includes('config.ini'));
  assert.equal(fetched[0], `GET ${first.http}/config.ini`);
});

test('its own endpoint server that has no time is waited for: the fleet of one does not overrun the next', async () => {
  const scene = await scatteredScene([first, second]);
  scene.network.listeners.set(first.https, {
    ...scene.network.listeners.get(first.https),
    handle: () => BUSY,
  });
  const outcome = await scene.poll();
  assert.deepEqual([outcome.kind, outcome.code], ['busy', 'ENDPOINT_OVERLOADED']);
  assert.deepEqual(scene.network.takeLog(), [`POST ${first.https}${POLL}`]);
});

test('its own that cannot reach its platform is passed over, and is its own all the same', async () => {
  const scene = await scatteredScene([first, second]);
  const listener = scene.network.listeners.get(first.https);
  scene.network.listeners.set(first.https, {
    ...listener,
    handle: () => refuse(503, 'UPSTREAM_UNREACHABLE', { 'retry-after': '30' }),
  });
  assert.equal((await scene.poll()).address, second.https);
  open(scene, first);
  assert.equal((await scene.poll()).address, first.https);
  assert.equal(scene.state.ownServer, first.id);
});

for (const [answer, failure] of [
  [BUSY, null],
  [refuse(403, 'CLIENT_UNKNOWN'), 'CLIENT_UNKNOWN'],
  [refuse(403, 'CLIENT_RETIRED'), 'CLIENT_RETIRED'],
  [reply(500), 'HTTP_STATUS_500'],
] as const) {
  test(`another endpoint server that answers ${failure ?? 'that it is busy'} ends no round and keeps no revision away`, async () => {
    const scene = await scatteredScene([first, second]);
    const listener = scene.network.listeners.get(second.https);
    scene.network.listeners.set(second.https, { ...listener, handle: () => answer });
    publishServers(scene, [first, second].map(configured));
    scene.at += 2 * DAY;
    const outcome = await scene.poll();
    assert.deepEqual([outcome.kind, outcome.address, outcome.revision], ['through', first.https, 2]);
    assert.ok(scene.endpoint.taken.some(({ path }) => path === '/client/inventory'));
    // One that has no time did not fail: what was proven there stands.
    assert.equal(scene.state.ways[second.https]?.failure?.code ?? null, failure);
  });
}

test('when none of them answers, config.ini is looked for at every address, and the round is over', async () => {
  const places = [first, second, third];
  const scene = await scatteredScene(places);
  for (const place of places) close(scene, place);
  assert.equal((await scene.poll()).kind, 'failed');
  const looked = scene.network.takeLog().filter((line) => line.startsWith('GET '));
  assert.deepEqual(
    looked.map((line) => line.split('/config.ini')[0]),
    places.flatMap(({ https, http }) => [`GET ${https}`, `GET ${http}`]),
  );
});

test('a revision that only another endpoint server can carry is used from there, and its own is tried first ever after', async () => {
  const scene = await scatteredScene([first, second]);
  close(scene, first);
  const moved = { ...first, https: 'https://acme.localhost:9443', http: HTTP } as const;
  publishServers(scene, [moved, second].map(configured));
  const outcome = await scene.poll();
  assert.deepEqual([outcome.address, outcome.revision, scene.state.ownServer], [second.https, 2, first.id]);
  open(scene, moved);
  assert.equal((await scene.poll()).address, moved.https);
});

test('a file that names its own no more and others that are all dead is not taken up', async () => {
  const scene = await scatteredScene([first, second]);
  publishServers(scene, [configured(third)]);
  const outcome = await scene.poll();
  assert.deepEqual([outcome.kind, outcome.address, outcome.revision], ['through', first.https, 1]);
  assert.equal(readConfig(scene.state.candidate)?.revision, 2);
  assert.equal(scene.state.ownServer, first.id);
});
