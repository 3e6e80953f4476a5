import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeErrors } from '@causeway/changes';
import type { SiteChangeRequest } from '../tenants/site-changes.ts';
import { CatchUp } from './catch-up.ts';
import { branchSite, NOW, openServerScene, type ServerScene } from './testing/server-scene.ts';

const wanted = { ...branchSite, binding: 'https' } as const;

function catchUpIn(scene: ServerScene, outcome: () => Error | undefined = () => undefined) {
  const started: SiteChangeRequest[] = [];
  const faults: object[] = [];
  const clock = { at: NOW };
  const changes = {
    async start(request: SiteChangeRequest) {
      started.push(request);
      const error = outcome();
      if (error !== undefined) throw error;
      return { dryRun: false, steps: [], findings: [] };
    },
  };
  const log = { error: (detail: object) => void faults.push(detail) };
  const catchUp = new CatchUp({ ...scene, changes, log, now: () => clock.at });
  return { catchUp, started, faults, clock };
}

test('one that is back is brought along by lawful steps, one after the other', async () => {
  await using scene = await openServerScene({ saved: wanted });
  const { catchUp, started } = catchUpIn(scene);
  await catchUp.keepUp();
  assert.deepEqual(started[0]?.wanted[0]?.desired, { ...wanted, binding: 'http+https' });
  assert.equal(started[0]?.wanted[0]?.catchesUp, true);
  await scene.says({ inForce: { ...wanted, binding: 'http+https' } });
  await catchUp.keepUp();
  assert.deepEqual(started[1]?.wanted[0]?.desired, wanted);
});

test('one that is away, retired, changed locally or as it should be is left alone', async () => {
  for (const parts of [
    { saved: branchSite },
    { saved: wanted, state: 'retired' as const },
    { saved: wanted, state: 'pending' as const },
  ]) {
    await using scene = await openServerScene(parts);
    const { catchUp, started } = catchUpIn(scene);
    await catchUp.keepUp();
    assert.equal(started.length, 0);
  }
  await using scene = await openServerScene({ saved: wanted });
  const { catchUp, started, clock } = catchUpIn(scene);
  clock.at += 100_000;
  await catchUp.keepUp();
  assert.equal(started.length, 0);
});

test('one that was found to lag is left alone, and the reason stands, until it is heard of again', async () => {
  const lag = { since: NOW + 1, code: 'ENDPOINT_SERVER_LAGS', seen: 'branch', changeId: null };
  await using scene = await openServerScene({ saved: wanted, lag });
  const { catchUp, started, clock } = catchUpIn(scene);
  clock.at = NOW + 2;
  await catchUp.keepUp();
  assert.equal(started.length, 0);
  const { report } = await scene.record();
  await scene.says({ report: report && { ...report, at: NOW + 2 } });
  await catchUp.keepUp();
  assert.equal(started.length, 1);
});

test('what does not work is logged and tried again after a rest; another change is simply waited for', async () => {
  await using scene = await openServerScene({ saved: wanted });
  let error: Error | undefined = new Error('no');
  const { catchUp, started, faults, clock } = catchUpIn(scene, () => error);
  await catchUp.keepUp();
  await catchUp.keepUp();
  assert.deepEqual([started.length, faults.length], [1, 1]);
  clock.at += 300_000;
  const { report } = await scene.record();
  await scene.says({ report: report && { ...report, at: clock.at } });
  error = changeErrors.error('CHANGE_IN_PROGRESS', { seen: 'x' });
  await catchUp.keepUp();
  await catchUp.keepUp();
  assert.deepEqual([started.length, faults.length], [3, 1]);
});
