import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attentionOf, type Known, wantsLook } from './attention.ts';

const counts = { clients: 3, proven: 1, blocking: 2, sleeping: 0, waived: 0, retired: 0, endpointServers: 0 };
const calm: Known = {
  crossing: { isUnderWay: false, counts },
  duplicates: { count: 0, isMore: false },
  silent: { count: 0, filter: 'inventoryAt lt 2026-11-23' },
  servers: 0,
};

test('nothing needs anybody where all is well, nor while nothing is known', () => {
  assert.deepEqual(attentionOf(calm), []);
  const nothing = { crossing: undefined, duplicates: undefined, servers: undefined };
  assert.deepEqual(attentionOf({ ...calm, ...nothing, silent: { ...calm.silent, count: undefined } }), []);
});

test('the worst comes first, and each leads to what explains it', () => {
  const matters = attentionOf({
    crossing: { isUnderWay: true, counts },
    duplicates: { count: 100, isMore: true },
    silent: { count: 1, filter: 'inventoryAt lt 2026-11-23' },
    servers: 1,
  });
  assert.deepEqual(
    matters.map(({ tone, to }) => `${tone} ${to}`),
    ['bad /crossing', 'warning /endpoint-servers', 'warning /duplicates', 'warning /computers'],
  );
  assert.match(matters[2]?.text ?? '', /^100 or more pairs/);
  assert.deepEqual(matters[3]?.search, { filter: 'inventoryAt lt 2026-11-23' });
});

test('an endpoint server that is well or retired wants no look', () => {
  const well = { state: 'authorized', lag: null, trouble: null, isAway: false };
  const lag = { since: 1, code: 'X', seen: 'x' };
  assert.deepEqual(
    [well, { ...well, isAway: true }, { ...well, lag }, { ...well, state: 'pending' }].map(wantsLook),
    [false, true, true, true],
  );
  assert.equal(wantsLook({ ...well, state: 'retired', isAway: true }), false);
});
