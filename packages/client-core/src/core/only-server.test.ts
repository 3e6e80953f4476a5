import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REHEARSAL_ALPN } from '@causeway/contract/client-messages';
import { DAY, HTTP, Scene } from '../testing/scene.ts';
import {
  close,
  configured,
  hostsIn,
  open,
  type Place,
  placeOf,
  publishServers,
} from '../testing/several-servers.ts';
import { allRoads, bestRoad } from './roads.ts';

const [second, third] = [placeOf(2), placeOf(3)];

/** Of the default endpoint server alone, whose id is the tenant's. */
async function defaultOnlyScene(): Promise<{ scene: Scene; fallback: Place }> {
  const scene = new Scene();
  const fallback = { ...placeOf(1), id: scene.publisher.tenant };
  for (const place of [fallback, second, third]) open(scene, place);
  await scene.enroll(HTTP, { servers: 'default' });
  publishServers(scene, [second, fallback, third].map(configured));
  await scene.poll();
  return { scene, fallback };
}

test('a client of the default endpoint server alone dials no other, whatever happens, over months and restarts', async () => {
  const { scene, fallback } = await defaultOnlyScene();
  assert.deepEqual(
    [scene.state.onlyServer, scene.state.ownServer],
    [scene.publisher.tenant, scene.publisher.tenant],
  );
  for (const isThere of [true, false, true]) {
    if (isThere) open(scene, fallback);
    else close(scene, fallback);
    for (let day = 0; day < 3; day++) {
      scene.at += DAY;
      scene.restart();
      assert.equal((await scene.poll()).kind, isThere ? 'through' : 'failed');
    }
  }
  assert.deepEqual(hostsIn(scene.network.log), ['acme.localhost']);
  assert.equal(bestRoad(scene.state)?.address, fallback.https);
});

test('a file that does not name the default endpoint server is not taken up by it', async () => {
  const { scene, fallback } = await defaultOnlyScene();
  publishServers(scene, [second, third].map(configured));
  const outcome = await scene.poll();
  assert.deepEqual([outcome.kind, outcome.address, outcome.revision], ['through', fallback.https, 1]);
});

test('an address that a file gives to another endpoint server is none of its roads, be it where it enrolled', async () => {
  const { scene, fallback } = await defaultOnlyScene();
  const moved: Place = {
    ...fallback,
    https: 'https://acme.localhost:9443',
    http: 'http://acme.localhost:9080',
  };
  open(scene, moved);
  publishServers(scene, [{ ...second, http: fallback.http, https: fallback.https }, moved].map(configured));
  assert.equal((await scene.poll()).address, moved.https);
  publishServers(scene, [{ ...second, http: fallback.http, https: fallback.https }, moved].map(configured));
  await scene.poll();
  assert.equal(scene.state.enrolledAt, fallback.http);
  const roads = allRoads(scene.state).map(({ address }) => address);
  assert.deepEqual(roads.toSorted(), [moved.https, moved.http].toSorted());
});

test('it rehearses no coming certificate of another', async () => {
  const { scene, fallback } = await defaultOnlyScene();
  const [anchor] = configured(second).trust;
  const rehearsal = { addresses: [second.https], trust: [anchor ?? ''] };
  publishServers(scene, [{ ...configured(second), rehearsal }, configured(fallback)]);
  await scene.poll();
  assert.deepEqual(scene.state.rehearsals, []);
  assert.ok(!scene.network.log.some((line) => line.includes(REHEARSAL_ALPN) || line.includes('es2')));
});

test('unless it is asked for, a client uses every endpoint server of its tenant', async () => {
  const scene = new Scene();
  scene.listen(HTTP);
  assert.equal((await scene.enroll()).onlyServer, null);
});
