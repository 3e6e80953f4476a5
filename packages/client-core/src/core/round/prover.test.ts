import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientPaths } from '@causeway/contract/client-messages';
import { DAY, MINUTE, type Scene } from '../../testing/scene.ts';
import {
  close,
  configured,
  hostsIn,
  open,
  type Place,
  placeOf,
  publishServers,
  scatteredScene,
} from '../../testing/several-servers.ts';
import { readConfig } from '../client-state.ts';
import { MOST_OTHERS_PROVEN } from './prover.ts';

const places = Array.from({ length: 12 }, (_, index) => placeOf(index + 1));
const own = placeOf(1);

/** Hosts of other endpoint servers that a round of this client dials. */
async function othersIn(scene: Scene, afterMs: number): Promise<string[]> {
  scene.at += afterMs;
  scene.network.takeLog();
  await scene.poll();
  return hostsIn(scene.network.takeLog()).filter((host) => host !== 'acme.localhost');
}

const named = (...numbers: number[]) => numbers.map((number) => `es${number}.localhost`);

test('every address of its own is proven, and of the others those of the first three', async () => {
  const scene = await scatteredScene(places);
  const proven = Object.keys(scene.state.ways).sort();
  const expected = places.slice(0, 1 + MOST_OTHERS_PROVEN).flatMap(({ https, http }) => [https, http]);
  assert.deepEqual(proven, expected.sort());
});

test('one that does not answer has the next one in its place, until it answers at a proof interval', async () => {
  const scene = await scatteredScene(places);
  close(scene, placeOf(2));
  assert.deepEqual(await othersIn(scene, DAY), named(2, 3, 4, 5));
  assert.deepEqual(await othersIn(scene, 10 * MINUTE), [], 'not with every round');
  open(scene, placeOf(2));
  assert.deepEqual(await othersIn(scene, DAY), named(2, 3, 4));
});

test('what fails at its own is tried with every round, elsewhere once in a proof interval', async () => {
  const scene = await scatteredScene(places.slice(0, 2));
  for (const { http } of places.slice(0, 2)) scene.network.breakAt(http);
  await othersIn(scene, DAY);
  const tried: string[] = [];
  for (let round = 0; round < 6; round++) {
    scene.at += 10 * MINUTE;
    scene.network.takeLog();
    await scene.poll();
    tried.push(...scene.network.takeLog().filter((line) => line.startsWith('GET ')));
  }
  assert.equal(tried.filter((line) => line.includes(own.http)).length, 6);
  assert.equal(tried.filter((line) => line.includes(placeOf(2).http)).length, 0);
});

test('of many that are dead three hold up a round, and the next three the round after, until enough are found', async () => {
  const scene = await scatteredScene(places);
  for (const place of places.slice(1, 8)) close(scene, place);
  assert.deepEqual(await othersIn(scene, DAY), named(2, 3, 4));
  assert.deepEqual(await othersIn(scene, 10 * MINUTE), named(5, 6, 7));
  assert.deepEqual(await othersIn(scene, 10 * MINUTE), named(8, 9, 10, 11));
  assert.deepEqual(await othersIn(scene, 10 * MINUTE), []);
});

test('a revision is in use before any other endpoint server is tried, and dead ones are tried again for its sake', async () => {
  const scene = await scatteredScene(places.slice(0, 3));
  close(scene, placeOf(2));
  await othersIn(scene, DAY);
  publishServers(scene, places.slice(0, 3).map(configured));
  let revisionThen: number | undefined;
  const listener = scene.network.listeners.get(placeOf(3).https);
  scene.network.listeners.set(placeOf(3).https, {
    ...listener,
    handle: (request) => {
      revisionThen ??= readConfig(scene.state.current)?.revision;
      return scene.endpoint.handle(request);
    },
  });
  assert.deepEqual(await othersIn(scene, 10 * MINUTE), named(2, 3));
  assert.equal(revisionThen, 2);
});

test('killed between taking a revision up and the proofs elsewhere, it shows them in the next round', async () => {
  const scene = await scatteredScene(places.slice(0, 2));
  publishServers(scene, places.slice(0, 2).map(configured));
  scene.at += 10 * MINUTE;
  const listener = scene.network.listeners.get(placeOf(2).https);
  scene.network.listeners.set(placeOf(2).https, {
    ...listener,
    handle: () => {
      throw new Error('the process dies here');
    },
  });
  await assert.rejects(scene.poll(), /dies here/);
  assert.equal(readConfig(scene.state.current)?.revision, 2);
  open(scene, placeOf(2));
  scene.restart();
  scene.endpoint.taken.length = 0;
  scene.at += MINUTE;
  await scene.poll();
  const shown = scene.endpoint.taken.filter(({ path }) => path === clientPaths.prove);
  assert.deepEqual(
    shown.map(({ address }) => address),
    [placeOf(2).https],
  );
  assert.deepEqual(await othersIn(scene, 10 * MINUTE), []);
});

test('a file taken up in the future of a clock that was set back does not make it prove without an end', async () => {
  const scene = await scatteredScene(places.slice(0, 2));
  scene.at -= 300 * DAY;
  await othersIn(scene, 0);
  assert.deepEqual(await othersIn(scene, 10 * MINUTE), []);
  assert.deepEqual(await othersIn(scene, 10 * MINUTE), []);
});

test('what failed elsewhere is told like anything else', async () => {
  const scene = await scatteredScene(places.slice(0, 3));
  close(scene, placeOf(3));
  await othersIn(scene, DAY);
  scene.at += 10 * MINUTE;
  await scene.poll();
  const told = scene.endpoint.polls.flatMap(({ failures = [] }) => failures.map(({ address }) => address));
  const { https, http }: Place = placeOf(3);
  assert.deepEqual(told.sort(), [http, https]);
});

test('an endpoint server that takes config.ini alone does not count as one to go to', async () => {
  const scene = await scatteredScene(places.slice(0, 6));
  scene.network.breakAt(placeOf(2).https);
  assert.deepEqual(await othersIn(scene, DAY), named(2, 3, 4, 5));
});
