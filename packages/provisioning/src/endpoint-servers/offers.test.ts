import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listenersOf } from '@causeway/contract';
import { Offers } from './offers.ts';
import { branchId, branchSite, NOW, openServerScene } from './testing/server-scene.ts';

const wanted = listenersOf({ ...branchSite, httpPort: 8080 });
const patience = AbortSignal.timeout(60_000);

test('what is offered counts as served once the endpoint server says that it serves it', async () => {
  await using scene = await openServerScene();
  const offers = new Offers(scene);
  const making = offers.make(branchId, wanted, patience);
  await scene.news.next(branchId, patience);
  const { offer, serving } = await scene.record();
  assert.deepEqual([offer, serving.length], [{ number: 2, listeners: wanted }, 1]);
  assert.notDeepEqual(serving, wanted);
  await scene.says({ applied: 2 });
  await making;
  assert.deepEqual((await scene.record()).serving, wanted);
});

test('offering again what is served already costs nothing, also after a crash in between', async () => {
  await using scene = await openServerScene({ offer: { number: 7, listeners: wanted }, applied: 7 });
  await new Offers(scene).make(branchId, wanted, patience);
  assert.deepEqual((await scene.record()).offer.number, 7);
});

test('one that is away is not waited for, and is offered again what it served', async () => {
  await using scene = await openServerScene();
  const clock = { at: NOW };
  const offers = new Offers({ ...scene, now: () => clock.at });
  clock.at += 66_000;
  await assert.rejects(offers.make(branchId, wanted, patience), {
    code: 'ENDPOINT_SERVER_LAGS',
    seen: 'branch: last heard of 66 s ago',
  });
  const { offer, serving } = await scene.record();
  assert.deepEqual([offer.number, offer.listeners], [3, serving]);
});

test('one that is there and does nothing is waited for no longer than the limit', async () => {
  await using scene = await openServerScene();
  await assert.rejects(new Offers({ ...scene, limitMs: 20 }).make(branchId, wanted, patience), {
    code: 'ENDPOINT_SERVER_LAGS',
  });
});

test('one that says why it cannot is heard', async () => {
  await using scene = await openServerScene();
  const making = new Offers(scene).make(branchId, wanted, patience);
  const refused = assert.rejects(making, {
    code: 'ENDPOINT_SERVER_REFUSES',
    seen: 'branch: PORT_TAKEN, port 8080',
  });
  await scene.news.next(branchId, patience);
  const { report } = await scene.record();
  await scene.says({ report: report && { ...report, trouble: { code: 'PORT_TAKEN', seen: 'port 8080' } } });
  await refused;
  assert.deepEqual((await scene.record()).offer.listeners, listenersOf(branchSite));
});

test('an abort ends the wait with its own reason', async () => {
  await using scene = await openServerScene();
  const stop = new AbortController();
  const making = new Offers(scene).make(branchId, wanted, stop.signal);
  const stopped = assert.rejects(making, { name: 'AbortError' });
  await scene.news.next(branchId, patience);
  stop.abort();
  await stopped;
});
