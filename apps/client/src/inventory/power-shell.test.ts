import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsOf, readRows } from './power-shell.ts';

test('rows come as a list, alone, or not at all', () => {
  assert.deepEqual(readRows('[{"a":1},null,{"a":2}]\r\n'), [{ a: 1 }, { a: 2 }]);
  assert.deepEqual(readRows('\uFEFF{"a":1}'), [{ a: 1 }]);
  for (const nothing of ['', '\r\n', 'null', '[]']) assert.deepEqual(readRows(nothing), []);
  assert.throws(() => readRows('Get-VM : Access denied'), SyntaxError);
});

test('whatever is no row has no fields', () => {
  assert.deepEqual([fieldsOf(undefined), fieldsOf('x'), fieldsOf({ a: 1 })], [{}, {}, { a: 1 }]);
});
