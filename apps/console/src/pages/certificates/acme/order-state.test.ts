import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isOver, orderSteps, stateOfStep, toneOfOrder } from './order-state.ts';

describe('The steps of an order', () => {
  test('those before its state are done, those behind it are to come', () => {
    const states = orderSteps.map((step) => stateOfStep(step, 'finalizing'));
    assert.deepEqual(states, ['done', 'done', 'now', 'coming', 'coming']);
  });

  test('all are done at its end', () => {
    assert.ok(orderSteps.every((step) => stateOfStep(step, 'done') === 'done'));
  });

  test('one that goes on is busy, and no other', () => {
    // The keys of the table are the states.
    for (const [state, tone] of Object.entries(toneOfOrder))
      assert.equal(tone === 'busy', !isOver(state as keyof typeof toneOfOrder), state);
  });
});
