import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Gate } from './testing/gate.ts';
import { Upkeep } from './upkeep.ts';

/** Parts that write down what they do; the first one waits at the gate. */
function startParts(fails: ReadonlySet<string> = new Set()) {
  const gate = new Gate();
  const done: string[] = [];
  const failures: unknown[] = [];
  const part = (name: string, wait: () => Promise<void>) => ({
    async keepUp() {
      done.push(`${name} begins`);
      await wait();
      if (fails.has(name)) throw new Error(name);
      done.push(`${name} ends`);
    },
  });
  const parts = { first: part('first', () => gate.pass()), second: part('second', async () => {}) };
  const upkeep = new Upkeep({ parts, log: { error: (detail) => void failures.push(detail) } });
  return { upkeep, gate, done, failures };
}

const ROUND = ['first begins', 'first ends', 'second begins', 'second ends'];

test('rounds do not run at once: the next is a whole round of its own', async () => {
  const { upkeep, gate, done } = startParts();
  gate.close();
  const rounds = [upkeep.round(), upkeep.round()];
  await gate.held;
  assert.deepEqual(done, ['first begins']);
  gate.open();
  await Promise.all(rounds);
  assert.deepEqual(done, [...ROUND, ...ROUND]);
});

test('a part that fails is told, and the next has its turn', async () => {
  const { upkeep, done, failures } = startParts(new Set(['first']));
  await upkeep.round();
  assert.deepEqual(done, ['first begins', 'second begins', 'second ends']);
  assert.deepEqual(failures, [{ part: 'first', err: new Error('first') }]);
});

test('stopping waits for the part that is under way and begins no other', async () => {
  const { upkeep, gate, done } = startParts();
  gate.close();
  void upkeep.round();
  await gate.held;
  const stopped = upkeep[Symbol.asyncDispose]().then(() => done.push('stopped'));
  gate.open();
  await stopped;
  await upkeep.round();
  assert.deepEqual(done, ['first begins', 'first ends', 'stopped']);
});

test('rounds follow each other with a rest of ten seconds, until it is stopped', async (t: TestContext) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { upkeep, done } = startParts();
  upkeep.start();
  for (let round = 1; round <= 2; round++) {
    t.mock.timers.tick(9_999);
    assert.equal(done.length, 2 * (round - 1) * ROUND.length);
    t.mock.timers.tick(1);
    // Waits for the round that has just begun by itself.
    await upkeep.round();
    assert.equal(done.length, 2 * round * ROUND.length);
  }
});
