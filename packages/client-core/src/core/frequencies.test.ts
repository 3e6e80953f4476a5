import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { crossedScene, HTTP, HTTPS, MINUTE, type Scene } from '../testing/scene.ts';
import { readConfig } from './client-state.ts';
import { frequenciesOf } from './frequencies.ts';

const ca = createTestCa();

/** A client in a group of its tenant. */
async function groupScene(group: string): Promise<Scene> {
  const scene = await crossedScene(ca);
  scene.publisher.groups = [{ name: 'laptops', pollingInterval: 3_600, proofInterval: 7_200 }];
  scene.publish([HTTPS, HTTP], ca);
  scene.endpoint.actions = [{ id: 'a-1', kind: 'join-group', group }];
  await scene.poll();
  return scene;
}

test('a group has its own frequencies, and those of the tenant for the rest', async () => {
  const scene = await groupScene('laptops');
  const config = readConfig(scene.state.current);
  assert.ok(config);
  const ofTenant = { pollingInterval: 600, inventoryInterval: 86_400, proofInterval: undefined };
  const ofLaptops = { ...ofTenant, pollingInterval: 3_600, proofInterval: 7_200 };
  assert.deepEqual(
    ['laptops', null, 'unheard-of'].map((group) => frequenciesOf(config, group)),
    [ofLaptops, ofTenant, ofTenant],
  );
});

test('who joins a group polls by its interval: at first at any moment of it, then once in each', async () => {
  const scene = await groupScene('laptops');
  assert.equal(scene.state.nextPollAt, scene.at + 1_800_000);
  scene.at += 1_800_000;
  assert.equal((await scene.poll()).nextPollInMs, 3_600_000);
  scene.endpoint.actions = [{ id: 'a-2', kind: 'join-group', group: null }];
  assert.equal((await scene.poll()).nextPollInMs, 300_000);
});

test('evidence is shown as often as the group wants it', async () => {
  for (const [group, expected] of [
    ['laptops', 1],
    ['others', 0],
  ] as const) {
    const scene = await groupScene(group);
    scene.network.takeLog();
    scene.at += 65 * MINUTE;
    await scene.poll();
    const shown = scene.network.takeLog().filter((line) => line === `GET ${HTTP}/config.ini`);
    assert.equal(shown.length, expected, group);
  }
});

test('a round that fails plans nothing: the change is smoothed when one gets through', async () => {
  const scene = await crossedScene(ca);
  scene.publisher.pollingInterval = 7_200;
  scene.publish([HTTPS, HTTP], ca);
  for (const address of [HTTP, HTTPS]) scene.network.breakAt(address, 'TIMEOUT');
  await scene.poll();
  assert.equal(scene.state.pace?.pollingInterval, 600);
  scene.network.broken.clear();
  assert.equal((await scene.poll()).nextPollInMs, 3_600_000);
  assert.equal(scene.state.pace?.pollingInterval, 7_200);
});
