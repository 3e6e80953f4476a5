import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Proof } from '@causeway/bindings';
import { addressOf, listenersOf } from '@causeway/contract';
import { provisioningErrors } from '../errors.ts';
import { Offers } from './offers.ts';
import { StandAloneSites } from './stand-alone-sites.ts';
import {
  branch,
  branchId,
  branchSite,
  NOW,
  openServerScene,
  type ServerScene,
} from './testing/server-scene.ts';

const patience = AbortSignal.timeout(60_000);
const listeners = listenersOf(branchSite);
const [address] = listeners.map(addressOf);
const patient = { ...branch, whenItLags: 'set-aside' } as const;

function proofOf(code: Proof['code']): Proof {
  return {
    address: address ?? 'http://a.example:80',
    check: 'http',
    code,
    seen: 'seen',
    expected: 'e',
    tookMs: 1,
  };
}

function sitesOf(scene: ServerScene, code: Proof['code'], now = NOW): StandAloneSites {
  const clock = { ...scene, now: () => now };
  const dial = async () => [proofOf(code)];
  return new StandAloneSites({
    ...clock,
    offers: new Offers({ ...clock, limitMs: 20 }),
    dial,
    proofLimitMs: 50,
  });
}

test('a server that lags fails a change of its own, and is set aside by a change of several', async () => {
  await using scene = await openServerScene();
  const later = NOW + 100_000;
  const other = listenersOf({ ...branchSite, httpPort: 8080 });
  const sites = sitesOf(scene, 'OK', later);
  await assert.rejects(sites.serve(branch, other, patience), { code: 'ENDPOINT_SERVER_LAGS' });
  const aside = await sites.serve(patient, other, patience);
  assert.equal(aside?.setAside.code, 'ENDPOINT_SERVER_LAGS');
  assert.equal((await scene.record()).lag?.since, later);
});

test('once set aside, a server is left as it is by every step until the next preflight', async () => {
  const lag = { since: NOW, code: 'ENDPOINT_SERVER_LAGS', seen: 'away', changeId: null };
  await using scene = await openServerScene({ lag });
  const sites = sitesOf(scene, 'PROOF_UNTRUSTED');
  const other = { ...branchSite, httpPort: 8080 };
  for (const step of [
    () => sites.serve(patient, listenersOf(other), patience),
    () => sites.prove(patient, { listeners, goBackTo: listeners }, patience),
    () => sites.record(patient, other),
  ])
    assert.deepEqual(await step(), { setAside: lag });
  const { offer, inForce } = await scene.record();
  assert.deepEqual([offer.number, inForce], [1, branchSite]);
  assert.equal((await sites.takeUp(patient)).lag, null);
});

test('what the platform reaches is proven by the platform; what answers wrongly fails', async () => {
  await using scene = await openServerScene();
  await sitesOf(scene, 'OK').prove(branch, { listeners, goBackTo: listeners }, patience);
  assert.deepEqual((await scene.record()).proven, {
    at: NOW,
    proofs: [{ address, code: 'OK', seen: 'seen', by: 'platform' }],
  });
  await assert.rejects(
    sitesOf(scene, 'PROOF_NAME_MISMATCH').prove(branch, { listeners, goBackTo: listeners }, patience),
    {
      code: 'PROOF_FAILED',
    },
  );
});

test('behind a firewall the proof of the server itself counts, when it comes, and only when it is whole', async () => {
  await using scene = await openServerScene();
  const proving = sitesOf(scene, 'PROOF_NO_ANSWER').prove(
    branch,
    { listeners, goBackTo: listeners },
    patience,
  );
  const { report } = await scene.record();
  const proofs = [{ address: address ?? 'http://a.example:80', code: 'OK', seen: 'status 200' }];
  await scene.says({ report: report && { ...report, proofs } });
  await proving;
  assert.equal((await scene.record()).proven?.proofs[0]?.by, 'itself');
  await scene.says({ report });
  await assert.rejects(
    sitesOf(scene, 'PROOF_TIMEOUT').prove(branch, { listeners, goBackTo: listeners }, patience),
    {
      code: 'PROOF_FAILED',
    },
  );
});

test('one that is retired serves nothing any more, be it there or not', async () => {
  await using scene = await openServerScene();
  await sitesOf(scene, 'OK', NOW + 100_000).retire(patient);
  const { state, offer, serving } = await scene.record();
  assert.deepEqual([state, offer, serving], ['retired', { number: 2, listeners: [] }, []]);
});

test('a first change that is undone leaves a server that waits to be authorized, as before', async () => {
  await using scene = await openServerScene({ serving: [] });
  await sitesOf(scene, 'OK').forget(branch);
  assert.equal((await scene.record()).state, 'pending');
  await scene.store.endpointServers.update(branchId, { state: 'authorized', serving: listeners });
  await sitesOf(scene, 'OK').forget(branch);
  assert.equal((await scene.record()).state, 'authorized');
});

test('on the way back a server that lags stops nothing: it is told when it is there again', async () => {
  await using scene = await openServerScene();
  const other = listenersOf({ ...branchSite, httpPort: 8080 });
  await sitesOf(scene, 'OK', NOW + 100_000).putBack(branch, other, patience);
  const { lag, offer, serving } = await scene.record();
  assert.deepEqual([lag?.code, offer.listeners, serving], ['ENDPOINT_SERVER_LAGS', other, listeners]);
});

test('what failed its proof is not served on by a server that is set aside for it', async () => {
  const other = listenersOf({ ...branchSite, httpPort: 8080 });
  await using scene = await openServerScene({
    serving: other,
    offer: { number: 4, listeners: other },
    applied: 4,
  });
  const sites = sitesOf(scene, 'PROOF_NAME_MISMATCH');
  await sites.prove(patient, { listeners: other, goBackTo: listeners }, patience);
  const { lag, offer, serving } = await scene.record();
  assert.deepEqual([lag?.code, offer, serving], ['PROOF_FAILED', { number: 5, listeners }, listeners]);
});

test('an admin who stops a change does not set a server aside', async () => {
  await using scene = await openServerScene();
  const stopped = AbortSignal.abort(provisioningErrors.error('TENANT_CHANGED', { seen: 'stopped' }));
  const other = listenersOf({ ...branchSite, httpPort: 8080 });
  await assert.rejects(sitesOf(scene, 'OK').serve(patient, other, stopped), { code: 'TENANT_CHANGED' });
  assert.equal((await scene.record()).lag, null);
});
