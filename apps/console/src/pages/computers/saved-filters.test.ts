import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partsOf, withSaved } from './saved-filters.ts';

test('a saved filter takes away what it has not', () => {
  const parts = partsOf({ search: 'anna', opened: '7' });
  assert.equal(parts.search, 'anna');
  assert.ok('filter' in parts && parts.filter === undefined);
  assert.ok(!('opened' in parts));
});

test('a name is there once, and names are in their order', () => {
  const saved = [
    { name: 'b', view: {} },
    { name: 'a', view: {} },
  ];
  const after = withSaved(saved, { name: 'b', view: { search: 'x' } });
  assert.deepEqual(after, [
    { name: 'a', view: {} },
    { name: 'b', view: { search: 'x' } },
  ]);
});
