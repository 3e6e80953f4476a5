import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CausewayError } from '@causeway/errors';
import type { Condition, Filter } from '@causeway/inventory';
import fc from 'fast-check';
import { computers } from '../entities.ts';
import { formatFilter } from '../testing/format-filter.ts';
import { LONGEST_FILTER, parseFilter } from './parse-filter.ts';

const read = (text: string) => parseFilter(text, computers);
const condition = (column: string, operator: Condition['operator'], value: Condition['value']): Filter => ({
  kind: 'condition',
  condition: { column, operator, value },
});

const GOOD: readonly (readonly [string, Filter])[] = [
  ["osFamily eq 'linux'", condition('osFamily', 'eq', 'linux')],
  ["name eq 'O''Brien''s'", condition('name', 'eq', "O'Brien's")],
  ["name eq ''", condition('name', 'eq', '')],
  ['memoryBytes ge 8000000000', condition('memoryBytes', 'ge', 8e9)],
  ['memoryBytes lt 1.5e3', condition('memoryBytes', 'lt', 1_500)],
  ['cpuCores ne null', condition('cpuCores', 'ne', null)],
  ['inventoryAt gt 2026-11-24', condition('inventoryAt', 'gt', Date.UTC(2026, 10, 24))],
  ['inventoryAt gt 2026-11-24T12:00:00Z', condition('inventoryAt', 'gt', Date.UTC(2026, 10, 24, 12))],
  ['inventoryAt gt 2026-11-24T12:00+02:00', condition('inventoryAt', 'gt', Date.UTC(2026, 10, 24, 10))],
  [
    'inventoryAt gt 2026-11-24T12:00:00.1234567Z',
    condition('inventoryAt', 'gt', Date.UTC(2026, 10, 24, 12, 0, 0, 123)),
  ],
  ['inventoryAt gt 1795521600000', condition('inventoryAt', 'gt', 1_795_521_600_000)],
  ["contains(name,'a')", condition('name', 'contains', 'a')],
  ["startswith(tolower(name), 'a')", condition('name', 'starts-with', 'a')],
  ["endswith(name,'a') eq true", condition('name', 'ends-with', 'a')],
  ["endswith(name,'a') eq false", { kind: 'not', of: condition('name', 'ends-with', 'a') }],
  ["tolower(name) eq 'x'", condition('name', 'eq', 'x')],
  ["name in ('a', 'b,c')", condition('name', 'in', ['a', 'b,c'])],
  ['id in (1)', condition('id', 'in', [1])],
  ['not id eq 1', { kind: 'not', of: condition('id', 'eq', 1) }],
  ['((id eq 1))', condition('id', 'eq', 1)],
  [
    'id eq 1 or id eq 2 and id eq 3',
    {
      kind: 'or',
      of: [
        condition('id', 'eq', 1),
        { kind: 'and', of: [condition('id', 'eq', 2), condition('id', 'eq', 3)] },
      ],
    },
  ],
];

const BAD: readonly (readonly [string, number, RegExp])[] = [
  ['', 1, /a column/],
  ['   ', 4, /a column/],
  ['name', 5, /eq, ne/],
  ['name eq', 8, /a text/],
  ["name eq 'x", 9, /' at the end/],
  ['name eq "x"', 9, /a column, a value/],
  ['name eq 5', 9, /a text/],
  ["id eq '5'", 7, /a number/],
  ['id eq 1e999', 7, /a number/],
  ['id gt null', 7, /null has no gt/],
  ['id in (null)', 8, /a number/],
  ['id in ()', 8, /a number/],
  ['id in (1', 9, /^\)$/],
  ['nosuch eq 1', 1, /a column: id, name/],
  ["constructor eq 'x'", 1, /a column: id, name/],
  ["__proto__ eq 'x'", 1, /a column: id, name/],
  ['Name eq 1', 1, /a column: id, name/],
  ["contains(id,'1')", 10, /column of text/],
  ['contains(name,null)', 15, /a text/],
  ["contains(name,'x'", 18, /^\)$/],
  ["contains(name,'x') eq 1", 23, /true or false/],
  ['tolower(id) eq 1', 9, /column of text/],
  ['inventoryAt gt 2026-02-30', 16, /a time/],
  ['inventoryAt gt 2026-13-01', 16, /a time/],
  ['inventoryAt gt 2026-01-01T12:00:00', 16, /./],
  ['id eq 1 id eq 2', 9, /and, or, or the end/],
  ['id eq 1)', 8, /and, or, or the end/],
  ['(id eq 1', 9, /^\)$/],
  ['id eq 1 and', 12, /a column/],
  ['id = 1', 4, /a column, a value/],
  ["name eq 'x'; drop table computers", 12, /a column, a value/],
  ['id\u00a0eq 1', 3, /./],
];

test('reads what OData means', () => {
  for (const [text, filter] of GOOD) assert.deepEqual(read(text), filter, text);
});

test('says where it cannot read on, and what it would take there', () => {
  for (const [text, at, expected] of BAD) {
    const error = refusalOf(text);
    assert.equal((error.details as { at: number }).at, at, text);
    assert.match(error.expected ?? '', expected, text);
    assert.match(error.seen ?? '', new RegExp(`character ${at}$`));
  }
});

test('tells parts of OData that it does not have from what is no OData', () => {
  for (const text of [
    'length(name) eq 1',
    "indexof(name,'a') eq 1",
    'id add 1 eq 2',
    'year(inventoryAt) eq 2026',
  ])
    assert.deepEqual(Object.keys(refusalOf(text).details as object), ['at', 'isUnsupported'], text);
  assert.deepEqual(Object.keys(refusalOf('nonsense(name)').details as object), ['at']);
});

test('what is too long or too deep is refused, however it goes on', () => {
  refusalOf(`name eq '${'x'.repeat(LONGEST_FILTER)}'`);
  refusalOf(`${'('.repeat(3_000)}id eq 1${')'.repeat(3_000)}`);
  refusalOf(`${'not '.repeat(1_500)}id eq 1`);
  assert.equal(read(`id in (${Array.from({ length: 1_000 }, (_, at) => at).join(',')})`).kind, 'condition');
});

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom("'", "''", "a') or (id eq 1", '%_\\'),
);
const time = fc.integer({ min: 0, max: 253_402_300_799_999 });
const operators = fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge' as const);
const texts = fc.record({
  column: fc.constantFrom('name', 'domain'),
  operator: operators,
  value: text,
});
const functions = fc.record({
  column: fc.constantFrom('name', 'domain'),
  operator: fc.constantFrom('contains', 'starts-with', 'ends-with' as const),
  value: text,
});
const numbers = fc.record({
  column: fc.constantFrom('id', 'memoryBytes'),
  operator: operators,
  value: fc.oneof(fc.integer({ min: -1e9, max: 1e15 }), fc.constantFrom(0.5, 1e-7, 1.5e21)),
});
const times = fc.record({ column: fc.constant('inventoryAt'), operator: operators, value: time });
const lists = fc.record({
  column: fc.constant('name'),
  operator: fc.constant('in' as const),
  value: fc.array(text, { minLength: 1, maxLength: 4 }),
});
const nulls = fc.record({
  column: fc.constantFrom('domain', 'cpuCores', 'archivedAt'),
  operator: fc.constantFrom('eq', 'ne' as const),
  value: fc.constant(null),
});
const conditions = fc
  .oneof(texts, functions, numbers, times, lists, nulls)
  .map(({ column, operator, value }): Filter => condition(column, operator, value));
const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    conditions,
    fc
      .record({
        kind: fc.constantFrom('and', 'or' as const),
        of: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
      })
      .map(({ kind, of }): Filter => ({ kind, of })),
    tie('filter').map((of): Filter => ({ kind: 'not', of })),
  ),
}));

test('what is written is read again as the same', () => {
  fc.assert(
    fc.property(filter, (given) => {
      const written = formatFilter(given, computers);
      fc.pre(written.length <= LONGEST_FILTER);
      assert.deepEqual(read(written), given);
    }),
    { numRuns: 500 },
  );
});

test('any text at all is read or refused with FILTER_INVALID', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'name',
      ' eq ',
      "'x'",
      '(',
      ')',
      ',',
      ' and ',
      ' or ',
      'not ',
      'contains',
      'tolower',
      ' in ',
      '1',
    ),
    fc.constantFrom(
      'null',
      '2026-01-01',
      '-',
      '1e5',
      "'",
      '  ',
      'id',
      'before',
      '__proto__',
      '\u0000',
      '\ud800',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  const strange = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(strange, (given) => {
      try {
        read(given);
      } catch (error) {
        assert.ok(error instanceof CausewayError && error.code === 'FILTER_INVALID', String(error));
      }
    }),
    { numRuns: 5_000 },
  );
});

function refusalOf(given: string): CausewayError {
  try {
    read(given);
  } catch (error) {
    assert.ok(error instanceof CausewayError, String(error));
    assert.equal(error.code, 'FILTER_INVALID');
    return error;
  }
  throw new Error(`${given.slice(0, 100)} was read`);
}
