import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Batch, BatchAnswer, SpoolEntry } from '@causeway/contract/upstream-messages';
import { CausewayError } from '@causeway/errors';
import { endpointErrors } from '../../errors.ts';
import { MemorySpool } from '../../testing/memory-spool.ts';
import { Forwarder, type ForwarderPorts } from './forwarder.ts';

const large = 'x'.repeat(1_500_000);

function entry(document: string): SpoolEntry {
  const address = 'https://dmz.acme.example:443';
  return { kind: 'inventory', clientId: 'a client', receivedAt: 1, address, document };
}

/** A platform that remembers what it has of each spool, and a forwarder that is stopped after so many waits. */
function scene() {
  const spool = new MemorySpool({ maxBytes: 100_000_000 });
  const [stored, batches, waits, failures] = [[] as string[], [] as Batch[], [] as number[], [] as unknown[]];
  const ending = new AbortController();
  const state = { restsLeft: 1, accepted: 0, onWait: async () => {} };
  const accept = (content: Uint8Array): BatchAnswer => {
    const batch: Batch = JSON.parse(gunzipSync(content).toString());
    batches.push(batch);
    for (const { sequence, entry: one } of batch.entries) {
      if (sequence <= state.accepted || one.kind !== 'inventory') continue;
      stored.push(one.document);
      state.accepted = sequence;
    }
    return { accepted: state.accepted };
  };
  const ports: ForwarderPorts = {
    ...{ spool, random: () => 1, send: async (content) => accept(content) },
    onFailure: (error) => void failures.push(error),
    async wait(ms, signal) {
      waits.push(ms);
      if (--state.restsLeft <= 0) ending.abort();
      await state.onWait();
      signal.throwIfAborted();
    },
  };
  const run = (parts: Partial<ForwarderPorts> = {}) =>
    new Forwarder({ ...ports, ...parts }).run(ending.signal);
  return { spool, stored, batches, waits, failures, state, accept, ports, ending, run };
}

test('everything is forwarded in order and leaves the spool', async () => {
  const { spool, stored, batches, run } = scene();
  for (const document of ['1', '2', '3']) await spool.append(entry(document), 0);
  await run();
  assert.deepEqual(stored, ['1', '2', '3']);
  assert.equal((await spool.status()).entries, 0);
  assert.deepEqual([batches.length, batches[0]?.spool, batches[0]?.contract], [1, spool.id, 1]);
});

test('a batch is of four megabytes at most, and a larger entry goes alone', async () => {
  const { spool, batches, run } = scene();
  for (const document of [large, large, large, large.repeat(4), 'small'])
    await spool.append(entry(document), 0);
  await run();
  const sequences = batches.map(({ entries }) => entries.map(({ sequence }) => sequence));
  assert.deepEqual(sequences, [[1, 2], [3], [4], [5]]);
});

test('when the answer is lost the batch is sent again, and accepted once', async () => {
  const { spool, stored, batches, accept, state, waits, run } = scene();
  state.restsLeft = 3;
  let lost = 2;
  for (const document of ['1', '2']) await spool.append(entry(document), 0);
  const send = async (content: Uint8Array) => {
    const answer = accept(content);
    if (lost-- > 0) throw new Error('connection reset');
    return answer;
  };
  await run({ send });
  assert.deepEqual(stored, ['1', '2']);
  assert.equal(batches.length, 3);
  assert.deepEqual(waits.slice(0, 2), [1_000, 2_000]);
  assert.equal((await spool.status()).entries, 0);
});

test('what came in while a batch was under way stays for the next one', async () => {
  const { spool, stored, accept, run } = scene();
  await spool.append(entry('1'), 0);
  let isFirst = true;
  const send = async (content: Uint8Array) => {
    if (isFirst) await spool.append(entry('2'), 0);
    isFirst = false;
    return accept(content);
  };
  await run({ send });
  assert.deepEqual(stored, ['1', '2']);
});

test('a spool that cannot forget yet sends again, and cannot be read yet waits', async (t) => {
  const { spool, stored, state, failures, run } = scene();
  state.restsLeft = 3;
  await spool.append(entry('1'), 0);
  const full = () => Promise.reject(endpointErrors.error('SPOOL_FULL'));
  t.mock.method(spool, 'peek', full, { times: 1 });
  t.mock.method(spool, 'remove', full, { times: 1 });
  await run();
  assert.equal(failures.length, 2);
  assert.deepEqual(stored, ['1']);
  assert.equal((await spool.status()).entries, 0);
});

test('nothing leaves the spool that was not sent, and an answer that accepts nothing of it is a failure', async () => {
  const { spool, state, failures, run } = scene();
  state.restsLeft = 2;
  await spool.append(entry('1'), 0);
  const answers = [{ accepted: 0 }, { accepted: 1_000 }];
  const send = async () => {
    await spool.append(entry('later'), 0);
    return answers.shift() ?? { accepted: 0 };
  };
  await run({ send });
  assert.ok(endpointErrors.is(failures[0], 'UPSTREAM_ANSWER_UNTRUSTED'));
  const left = await spool.peek(1_000_000);
  assert.deepEqual(left.map(({ sequence }) => sequence).slice(0, 1), [3]);
});

test('a platform that asks to wait is waited for', async () => {
  const { spool, state, waits, run } = scene();
  state.restsLeft = 2;
  await spool.append(entry('1'), 0);
  let isFirst = true;
  const busy = new CausewayError('unavailable', 'ENDPOINT_OVERLOADED', 'busy', { retryAfterSeconds: 30 });
  const send = async () => {
    if (!isFirst) return { accepted: 1 };
    isFirst = false;
    throw busy;
  };
  await run({ send });
  assert.deepEqual(waits, [30_000, 1_000]);
});

test('a platform that is reached otherwise ends the wait, and the next failure is a first one', async () => {
  const { spool, ports, ending } = scene();
  await spool.append(entry('1'), 0);
  const waiting = Promise.withResolvers<void>();
  const waits: number[] = [];
  let tries = 0;
  const send = async () => {
    if (++tries === 6) ending.abort();
    throw new Error('away');
  };
  const wait = (ms: number, signal: AbortSignal) => {
    waits.push(ms);
    if (tries !== 4) return Promise.resolve();
    const { promise, reject } = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => reject(signal.reason));
    waiting.resolve();
    return promise;
  };
  const forwarder = new Forwarder({ ...ports, send, wait });
  const run = forwarder.run(ending.signal);
  await waiting.promise;
  assert.equal(forwarder.failures, 4);
  forwarder.nudge();
  await run;
  assert.deepEqual(waits.slice(0, 5), [1_000, 2_000, 4_000, 8_000, 1_000]);
});

test('it ends with its signal, also in the middle of a batch', async () => {
  const { spool, failures, ending, ports } = scene();
  await spool.append(entry('1'), 0);
  const sending = Promise.withResolvers<void>();
  const send = (_content: Uint8Array, signal: AbortSignal) => {
    const { promise, reject } = Promise.withResolvers<BatchAnswer>();
    signal.addEventListener('abort', () => reject(signal.reason));
    sending.resolve();
    return promise;
  };
  const run = new Forwarder({ ...ports, send }).run(ending.signal);
  await sending.promise;
  ending.abort();
  await run;
  assert.deepEqual(failures, []);
  assert.equal((await spool.status()).entries, 1);
});

test('what a proxy in between finds too large is sent in smaller batches, and nothing is left behind', async () => {
  const { spool, stored, batches, state, accept, run } = scene();
  const documents = Array.from({ length: 12 }, (_, index) => `${index} ${'x'.repeat(100_000)}`);
  for (const document of documents) await spool.append(entry(document), 0);
  state.restsLeft = 10;
  const isRefused = (content: Uint8Array) => gunzipSync(content).length > 300_000;
  await run({
    async send(content) {
      if (!isRefused(content)) return accept(content);
      const cause = Object.assign(new Error('status 413'), { code: 'HTTP_STATUS_413' });
      throw endpointErrors.error('UPSTREAM_UNREACHABLE', { seen: 'status 413', cause });
    },
  });
  assert.deepEqual(stored, documents);
  assert.ok(batches.length >= 4);
});
