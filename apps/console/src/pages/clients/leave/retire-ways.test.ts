import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retireWays } from './retire-ways.ts';

test('a client that comes is rather asked, one that sleeps rather retired now, and a foreign agent cannot be asked', () => {
  assert.deepEqual(retireWays({ kind: 'native', isSleeping: false }), ['ask', 'now']);
  assert.deepEqual(retireWays({ kind: 'native', isSleeping: true }), ['now', 'ask']);
  assert.deepEqual(retireWays({ kind: 'foreign', isSleeping: false }), ['now']);
});
