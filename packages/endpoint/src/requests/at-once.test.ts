import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AtOnce } from './at-once.ts';
import { ByteBudget } from './byte-budget.ts';

test('no more run at once than may, and the others in the order in which they came', async () => {
  const places = new AtOnce(2);
  const begun: number[] = [];
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  const runs = ends.map(({ promise }, index) =>
    places.run(async () => {
      begun.push(index);
      await promise;
      if (index === 0) throw new Error('one that fails frees its place too');
      return index;
    }),
  );
  const [first, ...others] = runs;
  const failed = assert.rejects(first ?? Promise.resolve(), /frees its place/);
  await nextTurn();
  assert.deepEqual(begun, [0, 1]);
  for (const [index, { resolve }] of ends.entries()) {
    resolve();
    await nextTurn();
    assert.deepEqual(begun, [0, 1, 2, 3, 4].slice(0, index + 3));
  }
  await failed;
  assert.deepEqual(await Promise.all(others), [1, 2, 3, 4]);
});

test('bytes beyond the budget are refused until some are given back', () => {
  const budget = new ByteBudget(100);
  const [one, other] = [budget.open(), budget.open()];
  one.take(60);
  other.take(40);
  assert.throws(() => other.take(1), { code: 'ENDPOINT_OVERLOADED' });
  one[Symbol.dispose]();
  one[Symbol.dispose]();
  other.take(60);
  assert.throws(() => one.take(1), { code: 'ENDPOINT_OVERLOADED' });
});
