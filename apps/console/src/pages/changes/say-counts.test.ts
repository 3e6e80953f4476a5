import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayCounts } from './say-counts.ts';

const none = { proven: 0, blocking: 0, sleeping: 0, waived: 0 };

test('all is whom the crossing asks, whoever was retired', () => {
  const counts = { clients: 9, ...none, proven: 3, retired: 6 };
  assert.equal(sayCounts(counts), '3 of 3 clients have proven it; 0 blocking, 0 sleeping, 0 waived');
  assert.equal(
    sayCounts({ proven: 1200, blocking: 1100, sleeping: 2, waived: 1 }),
    '1,200 of 2,303 clients have proven it; 1,100 blocking, 2 sleeping, 1 waived',
  );
});

test('one client, and none, are said in words', () => {
  const rest = (blocking: number) => `; ${blocking} blocking, 0 sleeping, 0 waived`;
  assert.equal(sayCounts({ ...none, proven: 1 }), `The one client has proven it${rest(0)}`);
  assert.equal(sayCounts({ ...none, blocking: 1 }), `The one client has not proven it${rest(1)}`);
  assert.equal(sayCounts(none), 'There is no client that has to prove it.');
});
