import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE, type Scene } from '../testing/scene.ts';
import {
  close,
  configured,
  open,
  type Place,
  placeOf,
  publishServers,
  scatteredScene,
} from '../testing/several-servers.ts';

const places = [1, 2, 3, 4].map(placeOf) as [Place, Place, Place, Place];
const [first, second, third, fourth] = places;

/** Takes up a file that names these, in this order. @returns whose client it is then */
async function takeUp(scene: Scene, ...named: readonly Place[]): Promise<string | null> {
  publishServers(scene, named.map(configured));
  scene.at += 10 * MINUTE;
  await scene.poll();
  scene.restart();
  return scene.state.ownServer;
}

test('the one that it enrolled at is its own for as long as a file names it, wherever it stands in the file', async () => {
  const scene = await scatteredScene([first, second]);
  assert.equal(scene.state.ownServer, first.id);
  assert.equal(await takeUp(scene, second, third, first), first.id);
  close(scene, first);
  for (let round = 0; round < 3; round++) await scene.poll();
  assert.equal(await takeUp(scene, second, first), first.id);
});

test('when it is taken away, the first that the client comes through to is its own', async () => {
  const scene = await scatteredScene([first, second, third]);
  close(scene, second);
  assert.equal(await takeUp(scene, second, third), third.id);
  assert.equal((await scene.poll()).address, third.https);
});

test('whoever comes back later, by id or by the address of the enrollment, is one of the others', async () => {
  const scene = await scatteredScene([first, second]);
  assert.equal(await takeUp(scene, second), second.id);
  assert.equal(await takeUp(scene, first, second), second.id, 'under its old id');
  const renewed = { ...first, id: fourth.id };
  assert.equal(await takeUp(scene, renewed, second), second.id, 'at its old address');
  assert.equal((await scene.poll()).address, second.https);
});

test('a file that comes and goes with its old server makes it change once, not with every file', async () => {
  const scene = await scatteredScene([first, second, third]);
  const owners: (string | null)[] = [];
  for (let file = 0; file < 6; file++) {
    const named = file % 2 === 0 ? [second, third] : [first, second, third];
    owners.push(await takeUp(scene, ...named));
  }
  assert.deepEqual(new Set(owners), new Set([second.id]));
});

test('one that was set up anew at an address of its own takes its place, before all that stand before it', async () => {
  const scene = await scatteredScene([first, second]);
  const renewed: Place = { id: fourth.id, https: 'https://acme.localhost:9443', http: first.http };
  open(scene, renewed);
  assert.equal(await takeUp(scene, second, third, renewed), fourth.id);
});

test('until the file in use names it no more, it is its own: a file that is not taken up yet changes nothing', async () => {
  const scene = await scatteredScene([first, second]);
  publishServers(scene, [configured(third)]);
  await scene.poll();
  assert.equal(scene.state.ownServer, first.id);
  open(scene, third);
  await scene.poll();
  assert.equal(scene.state.ownServer, third.id);
});
