import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientPaths, REHEARSAL_ALPN } from '@causeway/contract/client-messages';
import { createTestCa } from '@causeway/testkit';
import { anchorOf, crossedScene, HTTPS, MINUTE, type Scene, serverOf } from '../../testing/scene.ts';

const SERVER = '0191f0c2-5a4e-7b6a-9c1d-000000000001';

/** A client that is asked to rehearse a certificate under another root, beside the one that is served. */
async function rehearsingScene(proofInterval: number | undefined): Promise<Scene> {
  const [served, coming] = [createTestCa({ name: 'served' }), createTestCa({ name: 'coming' })];
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

test('a coming certificate is rehearsed again as often as the file wants it', async () => {
  const scene = await rehearsingScene(1_800);
  assert.ok((await rehearsalsInTwoHours(scene)) >= 4);
});
