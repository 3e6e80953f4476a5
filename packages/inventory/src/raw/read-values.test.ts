import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RawValue } from './raw-inventory.ts';
import {
  count,
  flag,
  mebibytes,
  megabitsPerSecond,
  megabytes,
  positive,
  type ReadValue,
  text,
  texts,
  time,
} from './read-values.ts';

const rows: readonly [string, ReadValue, RawValue, ReturnType<ReadValue>][] = [
  ['text', text, '  a ', 'a'],
  ['text', text, 7, '7'],
  ['no text', text, ' ', undefined],
  ['no text', text, { A: '1' }, undefined],
  ['a long text', text, 'a'.repeat(2_001), 'a'.repeat(2_000)],
  ['half a character', text, `${'a'.repeat(1_999)}😀`, `${'a'.repeat(1_999)}\ufffd`],
  ['texts', texts, ['b', '', 'a', 'b'], ['a', 'b']],
  ['one text', texts, 'a', ['a']],
  ['a number with its unit', count, '3200 MHz', 3_200],
  ['no number', count, '-1', undefined],
  ['too large a number', count, '9'.repeat(30), undefined],
  ['zero', count, '0', 0],
  ['zero for unknown', positive, '0', undefined],
  ['mebibytes', mebibytes, '16384', 17_179_869_184],
  ['megabytes', megabytes, '274877.906944', 274_877_906_944],
  ['Mbit/s', megabitsPerSecond, '100 Mbps', 100],
  ['Gbit/s', megabitsPerSecond, '2.5 Gb/s', 2_500],
  ['true', flag, '1', true],
  ['false', flag, 'No', false],
  ['neither', flag, 'maybe', undefined],
  ['a day', time, '2024-02-29', Date.UTC(2024, 1, 29)],
  ['a day of the Windows agent', time, '2024/3/5', Date.UTC(2024, 2, 5)],
  ['a time', time, '2024-03-05 01:02:03', Date.UTC(2024, 2, 5, 1, 2, 3)],
  ['the day first', time, '05/03/2024', Date.UTC(2024, 2, 5)],
  ['the month first', time, '03/25/2024', Date.UTC(2024, 2, 25)],
  ['no day', time, '2023-02-29', undefined],
  ['no month', time, '1970-00-01', undefined],
  ['no day of a century', time, '2100-02-29', undefined],
  ['no time', time, 'yesterday', undefined],
];

for (const [what, read, written, expected] of rows)
  test(`${what}: ${JSON.stringify(written).slice(0, 40)}`, () => {
    assert.deepEqual(read(written), expected);
  });
