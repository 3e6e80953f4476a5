import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stateOfChannel } from './notice-state.ts';

const idle = { waiting: 0, sent: 0, failed: 0, lastError: null };
const lastError = { kind: 'unavailable', code: 'NOTICE_UNREACHABLE', message: 'away' } as const;

describe('The state of a channel', () => {
  test('one that nothing went to is not called good', () => {
    assert.equal(stateOfChannel(idle), 'unused');
  });

  test('what is on its way for the first time is no trouble', () => {
    assert.equal(stateOfChannel({ ...idle, waiting: 1 }), 'good');
    assert.equal(stateOfChannel({ ...idle, waiting: 1, lastError }), 'waiting');
  });

  test('what was given up is not hidden by what arrived', () => {
    assert.equal(stateOfChannel({ waiting: 1, sent: 9, failed: 1, lastError }), 'failed');
    assert.equal(stateOfChannel({ ...idle, sent: 9, lastError }), 'good');
  });
});
