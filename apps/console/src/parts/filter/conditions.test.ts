import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  bothOf,
  type Condition,
  type FilterColumn,
  formatConditions,
  isComplete,
  localTimeOf,
  operatorsOf,
  parseConditions,
} from './conditions.ts';

const columns: readonly FilterColumn[] = [
  { name: 'name', title: 'Name', kind: 'text' },
  { name: 'cpuCores', title: 'Cores', kind: 'count' },
  { name: 'memoryBytes', title: 'Memory', kind: 'bytes' },
  { name: 'inventoryAt', title: 'Inventory', kind: 'time' },
];

const values = {
  text: fc.string({ minLength: 1, unit: fc.constantFrom('a', "'", ' ', ' and ', '(', 'ü', ',') }),
  count: fc.nat().map(String),
  bytes: fc.nat({ max: 4096 }).map((quarters) => String(quarters / 4)),
  time: fc.integer({ min: 0, max: 2_000_000_000 }).map((minutes) => localTimeOf(minutes * 60_000)),
};
const conditions: fc.Arbitrary<Condition> = fc.constantFrom(...columns).chain(({ name: column, kind }) =>
  fc.constantFrom(...operatorsOf(kind)).chain((operator) => {
    const value = operator === 'unknown' || operator === 'known' ? fc.constant('') : values[kind];
    return value.map((written) => ({ column, operator, value: written }));
  }),
);

test('what is written of conditions is read as these conditions', () => {
  fc.assert(
    fc.property(fc.array(conditions, { maxLength: 4 }), (given) => {
      assert.deepEqual(parseConditions(formatConditions(given, columns), columns), given);
    }),
  );
});

test('a filter of conditions as the API takes it', () => {
  const given: Condition[] = [
    { column: 'name', operator: 'startswith', value: "o'neil" },
    { column: 'memoryBytes', operator: 'ge', value: '7.5' },
    { column: 'cpuCores', operator: 'unknown', value: '' },
  ];
  assert.equal(
    formatConditions(given, columns),
    "startswith(name,'o''neil') and memoryBytes ge 8053063680 and cpuCores eq null",
  );
});

test('a filter that says more than some conditions is left to whoever wrote it', () => {
  const others = [
    "name eq 'a' or name eq 'b'",
    "not (name eq 'a')",
    "name in ('a','b')",
    "nosuch eq 'a'",
    'name eq 7',
    "cpuCores eq '7'",
    "name eq 'a' and",
    "name eq 'a' name eq 'b'",
    "contains(cpuCores,'7')",
    'inventoryAt lt 5',
    'name lt null',
    "name eq 'a",
  ];
  for (const filter of others) assert.equal(parseConditions(filter, columns), undefined, filter);
  assert.deepEqual(parseConditions('  ', columns), []);
});

test('a condition without its value is not there yet', () => {
  const complete = (column: string, value: string) => isComplete({ column, operator: 'eq', value }, columns);
  assert.deepEqual(
    [
      complete('name', ''),
      complete('cpuCores', ' '),
      complete('memoryBytes', 'x'),
      complete('inventoryAt', 'x'),
    ],
    [false, false, false, false],
  );
  assert.ok(isComplete({ column: 'name', operator: 'known', value: '' }, columns));
});

test('two filters hold both, and none says nothing', () => {
  assert.equal(bothOf('a eq 1 or b eq 2', 'c eq 3'), '(a eq 1 or b eq 2) and (c eq 3)');
  assert.equal(bothOf(' ', 'c eq 3'), 'c eq 3');
  assert.equal(bothOf(undefined, ''), undefined);
});
