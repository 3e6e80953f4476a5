import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ClientState, clientErrors, newState, type StateStore } from '@causeway/client-core';
import { RememberingStateStore } from './remembering-state-store.ts';

test('what a full disk does not take is remembered, and written as soon as it does', async () => {
  const disk = { kept: undefined as ClientState | undefined, isFull: false };
  const store: StateStore = {
    load: async () => disk.kept,
    async save(state) {
      if (disk.isFull) throw clientErrors.error('STATE_UNWRITABLE', { seen: 'ENOSPC' });
      disk.kept = state;
    },
  };
  const remembering = new RememberingStateStore(store);
  const stateOf = (revision: number) => ({
    ...newState('branch', '', 'http://acme.localhost:80', ''),
    revision,
  });
  await remembering.save(stateOf(1));
  disk.isFull = true;
  await remembering.save(stateOf(2));
  assert.deepEqual([disk.kept?.revision, (await remembering.load())?.revision], [1, 2]);
  disk.isFull = false;
  await remembering.save(stateOf(3));
  assert.deepEqual([disk.kept?.revision, (await remembering.load())?.revision], [3, 3]);
});
