import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientPaths, REHEARSAL_ALPN } from '@causeway/contract/client-messages';
import { createTestCa } from '@causeway/testkit';
import { anchorOf, crossedScene, HTTP, HTTPS, MINUTE, type Scene, serverOf } from '../../testing/scene.ts';
import { close, configured, open, placeOf, scatteredScene } from '../../testing/several-servers.ts';

const SERVER = '0191f0c2-5a4e-7b6a-9c1d-000000000001';

/** A client that is asked to rehearse a certificate under another root, beside the one that is served. */
async function rehearsingScene(
  proofInterval: number | undefined,
  served = createTestCa({ name: 'served' }),
  coming = createTestCa({ name: 'coming' }),
): Promise<Scene> {
  const scene = await crossedScene(served);
  scene.network.listeners.set(`${HTTPS} ${REHEARSAL_ALPN}`, {
    handle: scene.endpoint.handle,
    anchorPem: coming.certificatePem,
  });
  scene.publisher.proofInterval = proofInterval;
  const rehearsal = { addresses: [HTTPS] as const, trust: [anchorOf(coming).name] };
  const anchors = [anchorOf(served), anchorOf(coming)];
  scene.publisher.publish([{ ...serverOf(SERVER, [HTTPS], [anchorOf(served)]), rehearsal }], anchors);
  await scene.poll();
  return scene;
}

/** Polls every ten minutes for two hours. @returns how often it rehearsed. */
async function rehearsalsInTwoHours(scene: Scene): Promise<number> {
  scene.network.takeLog();
  for (let poll = 0; poll < 12; poll++) {
    scene.at += 10 * MINUTE;
    await scene.poll();
  }
  const rehearsed = `POST ${HTTPS}${clientPaths.prove}`;
  return scene.network.takeLog().filter((line) => line === rehearsed).length;
}

test('a coming certificate is rehearsed at once, and not again within the hour when the file leaves it at a day', async () => {
  const scene = await rehearsingScene(undefined);
  assert.equal(scene.state.rehearsals[0]?.provenAt, scene.at);
  assert.equal(await rehearsalsInTwoHours(scene), 0);
});

test('whoever rehearsed an anchor finds config.ini by it after the file has dropped it', async () => {
  const [served, coming] = [createTestCa({ name: 'served' }), createTestCa({ name: 'coming' })];
  const scene = await rehearsingScene(undefined, served, coming);
  const { network } = scene;
  network.listeners.delete(HTTPS);
  scene.at += 10 * MINUTE;
  scene.publish([HTTPS, HTTP], served);
  await scene.poll();
  network.listeners.delete(HTTP);
  scene.listen(HTTPS, coming);
  scene.at += 10 * MINUTE;
  scene.publish([HTTPS], coming);
  assert.equal((await scene.poll()).address, HTTPS);
});

test('a coming certificate is rehearsed again as often as the file wants it', async () => {
  const scene = await rehearsingScene(1_800);
  assert.ok((await rehearsalsInTwoHours(scene)) >= 4);
});

const places = [1, 2, 3, 4, 5, 6].map(placeOf);

/** Several endpoint servers whose coming certificate is to be rehearsed, where a client keeps proven all but the last. */
async function scatteredRehearsal(): Promise<Scene> {
  const scene = await scatteredScene(places);
  scene.at += 10 * MINUTE;
  const coming = createTestCa({ name: 'coming' });
  for (const { https } of places)
    scene.network.listeners.set(`${https} ${REHEARSAL_ALPN}`, {
      handle: scene.endpoint.handle,
      anchorPem: coming.certificatePem,
    });
  scene.publisher.publish(
    places.map((place) => ({
      ...configured(place),
      rehearsal: { addresses: [place.https], trust: [anchorOf(coming).name] },
    })),
    [...scene.publisher.anchors, anchorOf(coming)],
  );
  return scene;
}

const rehearsedIn = ({ state }: Scene) =>
  state.rehearsals.filter(({ provenAt }) => provenAt !== null).map(({ address }) => address);

test('of several endpoint servers, its own is rehearsed at and those where it keeps itself proven', async () => {
  const scene = await scatteredRehearsal();
  await scene.poll();
  assert.deepEqual(
    rehearsedIn(scene),
    places.slice(0, 4).map(({ https }) => https),
  );
});

test('where it does not come through, it does not rehearse; once it does, it does', async () => {
  const scene = await scatteredRehearsal();
  close(scene, placeOf(2));
  await scene.poll();
  const expected = [placeOf(1), placeOf(3), placeOf(4), placeOf(5)].map(({ https }) => https);
  assert.deepEqual(rehearsedIn(scene), expected);
  open(scene, placeOf(2));
  scene.at += 24 * 60 * MINUTE;
  await scene.poll();
  assert.ok(rehearsedIn(scene).includes(placeOf(2).https));
});

test('a rehearsal that fails is tried again with every round at its own, elsewhere once in a proof interval', async () => {
  const scene = await scatteredRehearsal();
  for (const place of [placeOf(1), placeOf(2)])
    scene.network.listeners.delete(`${place.https} ${REHEARSAL_ALPN}`);
  await scene.poll();
  scene.network.takeLog();
  for (let round = 0; round < 5; round++) {
    scene.at += 10 * MINUTE;
    await scene.poll();
  }
  const failed = scene.network.takeLog().filter((line) => line.endsWith('CONNECTION_REFUSED'));
  assert.deepEqual([...new Set(failed)], [`POST ${HTTPS}${clientPaths.prove} CONNECTION_REFUSED`]);
  assert.equal(failed.length, 5);
});
