import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextOrder, sortOf } from './virtual-order.ts';

test('a column is ordered upwards, downwards and then no more', () => {
  const orders = [undefined, 'name asc', 'name desc'];
  assert.deepEqual(
    orders.map((order) => nextOrder(order, 'name')),
    ['name asc', 'name desc', undefined],
  );
  assert.equal(nextOrder('name desc', 'memoryBytes'), 'memoryBytes asc');
});

test('the order of one column is not that of another', () => {
  assert.deepEqual(
    [
      sortOf('name', 'name'),
      sortOf('name desc', 'name'),
      sortOf('name desc', 'na'),
      sortOf(undefined, 'name'),
    ],
    ['ascending', 'descending', 'none', 'none'],
  );
});
