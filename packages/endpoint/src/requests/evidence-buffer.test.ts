import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { asId, type ClientId } from '@causeway/contract';
import type { Observation } from '../endpoint-store.ts';
import { MemoryEndpointStore } from '../testing/memory-endpoint-store.ts';
import { EvidenceBuffer } from './evidence-buffer.ts';

/** A store that keeps each batch, and fails as often as it is told to. */
function recordingStore() {
  const store = new MemoryEndpointStore();
  const batches: number[][] = [];
  const state = { failures: 0, batches, store };
  store.clients.record = async (observations) => {
    if (state.failures-- > 0) throw new Error('disk full');
    batches.push(observations.map(({ at }) => at));
  };
  return state;
}

function observe(at: number): Observation {
  const clientId = asId<ClientId>('0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6f');
  return { clientId, at, address: 'http://inventory.acme.example:80', trust: 'none' };
}

test('nothing is written before a flush, and all of it by one', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, batches } = recordingStore();
  await using buffer = new EvidenceBuffer(store.clients);
  for (const at of [1, 2, 3]) buffer.add(observe(at));
  await nextTurn();
  assert.deepEqual(batches, []);
  await buffer.flush();
  assert.deepEqual(batches, [[1, 2, 3]]);
  await buffer.flush();
  assert.equal(batches.length, 1, 'nothing is written twice');
});

test('a second after the first observation all are written in one batch', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, batches } = recordingStore();
  await using buffer = new EvidenceBuffer(store.clients);
  buffer.add(observe(1));
  t.mock.timers.tick(999);
  buffer.add(observe(2));
  await nextTurn();
  assert.deepEqual(batches, []);
  t.mock.timers.tick(1);
  await nextTurn();
  assert.deepEqual(batches, [[1, 2]]);
});

test('a batch that cannot be written stays, and goes first with the next flush', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const state = recordingStore();
  await using buffer = new EvidenceBuffer(state.store.clients);
  state.failures = 1;
  for (const at of [1, 2]) buffer.add(observe(at));
  const failed = buffer.flush();
  buffer.add(observe(3));
  await assert.rejects(failed, { message: 'disk full' });
  buffer.add(observe(4));
  await buffer.flush();
  assert.deepEqual(state.batches, [[1, 2, 3, 4]]);
});

test('flushes at once write one after the other, and each waits for what came before it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const state = recordingStore();
  await using buffer = new EvidenceBuffer(state.store.clients);
  state.failures = 1;
  buffer.add(observe(1));
  const [first, second] = [buffer.flush(), buffer.flush()];
  await assert.rejects(first, { message: 'disk full' });
  await second;
  assert.deepEqual(state.batches, [[1]]);
});

test('a full buffer empties itself once the store works again, though nothing comes in', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const state = recordingStore();
  const logged: string[] = [];
  const log = { error: (_detail: object, message: string) => void logged.push(message) };
  await using buffer = new EvidenceBuffer(state.store.clients, { log, mostWaiting: 2 });
  state.failures = 3;
  for (const at of [1, 2]) buffer.add(observe(at));
  for (let second = 1; second <= 3; second++) {
    t.mock.timers.tick(1_000);
    await nextTurn();
    assert.equal(logged.length, second);
    assert.ok(buffer.isFull);
  }
  t.mock.timers.tick(1_000);
  await nextTurn();
  assert.deepEqual(state.batches, [[1, 2]]);
  assert.ok(!buffer.isFull);
});

test('disposing writes what waits, and says so when it cannot', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const state = recordingStore();
  const buffer = new EvidenceBuffer(state.store.clients);
  buffer.add(observe(1));
  await buffer[Symbol.asyncDispose]();
  assert.deepEqual(state.batches, [[1]]);
  const other = new EvidenceBuffer(state.store.clients);
  state.failures = 1;
  other.add(observe(2));
  await assert.rejects(other[Symbol.asyncDispose](), { message: 'disk full' });
  t.mock.timers.tick(10_000);
  await nextTurn();
  assert.deepEqual(state.batches, [[1]], 'nothing is tried after the disposal');
});
