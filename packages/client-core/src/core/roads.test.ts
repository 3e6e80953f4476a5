import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConfigFile } from '@causeway/config-file';
import type { Address } from '@causeway/contract';
import { createTestCa } from '@causeway/testkit';
import { anchorOf, crossedScene, HTTP, HTTPS, Scene, serverOf } from '../testing/scene.ts';
import { newState, withFailure, withProof } from './client-state.ts';
import { allRoads, pollingRoads, roadsOf } from './roads.ts';

const [first, second, third] = ['1', '2', '3'].map((end) => `0191f0c2-5a4e-7b6a-9c1d-00000000000${end}`);
const state = newState('anna', '', 'http://b.localhost:80', '');
const config: Pick<ConfigFile, 'endpointServers'> = {
  endpointServers: [
    serverOf(first ?? '', ['http://a.localhost:80', 'https://a.localhost:443']),
    serverOf(second ?? '', ['http://b.localhost:80', 'https://b.localhost:443']),
    serverOf(third ?? '', ['https://c.localhost:443']),
  ],
};
const file: ConfigFile = {
  ...{ tenant: '', revision: 1, issued: 0, expires: 0, pollingInterval: 600, inventoryInterval: 86_400 },
  ...{ trustSystemStore: false, anchors: [] },
  ...config,
};
const addresses = (roads: readonly { readonly address: Address }[]) => roads.map(({ address }) => address);

test('its own endpoint server comes first, then the others as the file has them, HTTPS before HTTP within each', () => {
  assert.deepEqual(addresses(roadsOf(file, { ...state, ownServer: second ?? null })), [
    'https://b.localhost:443',
    'http://b.localhost:80',
    'https://a.localhost:443',
    'http://a.localhost:80',
    'https://c.localhost:443',
  ]);
  assert.equal(addresses(roadsOf(file, state))[0], 'https://a.localhost:443');
  assert.equal(addresses(roadsOf(file, { ...state, ownServer: 'gone' }))[0], 'https://a.localhost:443');
});

test('its own endpoint server is the one it enrolled at, under whatever address later', async () => {
  const scene = new Scene();
  scene.listen(HTTP);
  await scene.enroll();
  const elsewhere: Address = 'http://dmz.localhost:80';
  scene.listen(elsewhere);
  const [own, other] = [first ?? '', second ?? ''];
  scene.publisher.publish([serverOf(other, [elsewhere]), serverOf(own, [HTTP])]);
  assert.equal((await scene.poll()).address, HTTP);
  const moved: Address = 'http://acme.localhost:9090';
  scene.listen(moved);
  scene.publisher.publish([serverOf(other, [elsewhere]), serverOf(own, [moved])]);
  assert.equal((await scene.poll()).address, moved);
});

test('HTTP is for config.ini alone exactly where HTTPS was proven', () => {
  const road = roadsOf(file, state).find(({ address }) => address === 'https://a.localhost:443');
  assert.ok(road);
  const uses = (of: typeof state) =>
    roadsOf(file, of)
      .filter(({ use }) => use === 'config')
      .map(({ address }) => address);
  assert.deepEqual(uses(state), []);
  const proven = withProof(state, road, 1);
  assert.deepEqual(uses(proven), ['http://a.localhost:80']);
  // By the address too, for a state that knows no server of that proof.
  assert.deepEqual(uses({ ...proven, httpsServers: [] }), ['http://a.localhost:80']);
  const failure = { code: 'TIMEOUT', at: 2, message: '' };
  assert.deepEqual(uses(withFailure(proven, road.address, failure)), ['http://a.localhost:80']);
});

test('config.ini is looked for at every address that ever worked, each by the trust of its day', async () => {
  const [old, next] = [createTestCa({ name: 'Old' }), createTestCa({ name: 'Next' })];
  const scene = await crossedScene(old);
  const moved: Address = 'https://acme.localhost:9443';
  scene.listen(moved, next);
  const anchors = [anchorOf(next)];
  scene.publisher.publish([serverOf(first ?? '', [moved, HTTPS], anchors)], anchors);
  assert.equal((await scene.poll()).address, moved);
  const known = allRoads(scene.state).map(({ address, anchorsPem }) => [address, anchorsPem.length]);
  // HTTPS twice: under the anchor of the file in use, and under the one by which it was proven.
  assert.deepEqual(
    known.filter(([address]) => address === HTTPS),
    [
      [HTTPS, 1],
      [HTTPS, 1],
    ],
  );
  scene.network.listeners.delete(moved);
  scene.network.listeners.delete(HTTP);
  scene.publish([HTTPS], old);
  const outcome = await scene.poll();
  assert.deepEqual([outcome.kind, outcome.address, outcome.revision], ['through', HTTPS, 3]);
});

test('when all of its addresses are gone, it finds its way by one that it has not used for years', async () => {
  const ca = createTestCa();
  const scene = await crossedScene(ca);
  const ports = [9001, 9002, 9003, 9004].map((port): Address => `https://acme.localhost:${port}`);
  for (const address of ports) {
    scene.listen(address, ca);
    scene.publish([address], ca);
    assert.equal((await scene.poll()).address, address);
  }
  for (const address of [...ports, HTTPS]) scene.network.listeners.delete(address);
  const last: Address = 'https://acme.localhost:9005';
  scene.listen(last, ca);
  scene.publish([last], ca);
  scene.restart();
  assert.equal((await scene.poll()).address, last);
  assert.equal(scene.state.enrolledAt, HTTP);
});

test('before it has a file, it polls where it enrolled', () => {
  assert.deepEqual(addresses(pollingRoads(state)), ['http://b.localhost:80']);
});
