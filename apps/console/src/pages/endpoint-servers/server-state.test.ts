import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf, stateOf } from './server-state.ts';

const good = { state: 'authorized', isAway: false, local: null, lag: null, trouble: null };

test('what an admin has to know first comes first', () => {
  assert.equal(stateOf(good), 'authorized');
  assert.equal(stateOf({ ...good, state: 'pending', isAway: true }), 'pending');
  assert.equal(stateOf({ ...good, state: 'retired' }), 'retired');
  const lag = { since: 1, code: 'ENDPOINT_SERVER_AWAY', seen: 'nothing' };
  assert.equal(stateOf({ ...good, lag }), 'lagging');
  assert.equal(stateOf({ ...good, lag, trouble: { code: 'PORT_TAKEN', seen: '443' } }), 'trouble');
  assert.equal(stateOf({ ...good, lag, isAway: true }), 'away');
});

test('offered, applied and proven are told apart', () => {
  const proven = { at: 1, proofs: [] };
  assert.equal(planOf({ offered: 0, applied: 0, proven: null }), 'nothing');
  assert.equal(planOf({ offered: 2, applied: 1, proven }), 'offered');
  assert.equal(planOf({ offered: 2, applied: 2, proven: null }), 'applied');
  assert.equal(planOf({ offered: 2, applied: 2, proven }), 'proven');
});
