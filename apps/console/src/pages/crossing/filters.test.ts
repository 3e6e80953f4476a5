import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFiltered, queryOf, stateOf, totalOf } from './filters.ts';

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

test('how many there are is known of a state, and of all of them; of a filter it is not', () => {
  const counts = {
    clients: 9,
    retired: 1,
    endpointServers: 0,
    proven: 4,
    blocking: 2,
    sleeping: 2,
    waived: 0,
  };
  assert.equal(totalOf({}, { counts }), 2);
  assert.equal(totalOf({ state: 'all' }, { counts }), 8);
  assert.equal(totalOf({ search: 'pc' }, { counts }), undefined);
});
