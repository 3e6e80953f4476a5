import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changes, computers } from '../entities.ts';
import { parseOrder } from './parse-order.ts';

test('columns with their directions', () => {
  assert.deepEqual(parseOrder('memoryBytes desc,name , id asc', computers), [
    { column: 'memoryBytes', direction: 'desc' },
    { column: 'name', direction: 'asc' },
    { column: 'id', direction: 'asc' },
  ]);
});

test('anything else is refused', () => {
  const bad = [
    '',
    ',',
    'name,',
    'nosuch',
    'name down',
    'name asc desc',
    'name,name desc',
    '__proto__',
    'tolower(name)',
  ];
  for (const text of bad) assert.throws(() => parseOrder(text, computers), { code: 'ORDER_INVALID' }, text);
  const many = Object.keys(computers.columns).slice(0, 9).join(',');
  assert.throws(() => parseOrder(many, computers), { code: 'ORDER_INVALID' });
  assert.throws(() => parseOrder('before', changes), { code: 'ORDER_INVALID' });
});
