import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDetail } from './read-detail.ts';

test('what a step did is told by website, and silence is left out', () => {
  const counts = { clients: 2, proven: 1, blocking: 1, sleeping: 0, waived: 0, retired: 0, byReason: {} };
  const read = readDetail({
    acme: { revision: 3 },
    beta: null,
    'acme/branch': counts,
    old: { findings: [] },
  });
  assert.deepEqual(read, [
    { site: 'acme', revision: 3 },
    { site: 'acme/branch', counts },
  ]);
});

test('a detail of any other shape is nothing', () => {
  for (const detail of [null, undefined, 'x', 7, [], { acme: [] }]) assert.deepEqual(readDetail(detail), []);
});
