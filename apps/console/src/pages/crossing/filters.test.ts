import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFiltered, queryOf, stateOf } from './filters.ts';

test('those that block are looked at unless somebody chooses', () => {
  assert.deepEqual(queryOf({}).state, 'blocking');
  assert.deepEqual(queryOf({ state: 'sleeping' }).state, 'sleeping');
  assert.deepEqual(queryOf({ state: 'all' }).state, undefined);
  assert.equal(stateOf({ state: 'all' }), 'all');
});

test('what is chosen is asked for by the names of the API, and the opened client is no filter', () => {
  const view = { server: 'dmz', search: 'pc', client: 'id' };
  const asked = {
    state: 'blocking',
    reason: undefined,
    stage: undefined,
    endpointServer: 'dmz',
    search: 'pc',
  };
  assert.deepEqual(queryOf(view), asked);
  assert.equal(isFiltered(view), true);
  assert.equal(isFiltered({ state: 'all', client: 'id' }), false);
});
