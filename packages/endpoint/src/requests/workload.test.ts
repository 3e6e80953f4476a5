import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Workload } from './workload.ts';

test('what is held is not at work, however many are, and is again when its wait is over', async () => {
  const workload = new Workload();
  const over = Promise.withResolvers<void>();
  const held = Array.from({ length: 5_001 }, () => {
    workload.begin();
    return workload.whileHeld(() => over.promise);
  });
  assert.equal(workload.isTooMuch, false);
  over.resolve();
  await Promise.all(held);
  assert.equal(workload.isTooMuch, true);
  workload.end();
  assert.equal(workload.isTooMuch, false);
});

test('a wait that fails is over too', async () => {
  const workload = new Workload();
  for (let count = 0; count < 5_001; count++) workload.begin();
  await assert.rejects(workload.whileHeld(() => Promise.reject(new Error('cut'))));
  assert.equal(workload.isTooMuch, true);
});
