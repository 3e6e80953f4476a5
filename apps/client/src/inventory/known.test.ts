import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownCount, knownLabel, knownText, rowOf } from './known.ts';

test('a text is known when there is something in it, whatever its script, and never longer than the contract takes', () => {
  assert.equal(knownText('  Åsa „QA“ \n'), 'Åsa „QA“');
  assert.equal(knownText('a\u0000b\u001b[31mc'), 'a b [31mc');
  for (const nothing of ['', ' \t', '\u0000', undefined, null, 7, {}])
    assert.equal(knownText(nothing), undefined);
  assert.equal(knownText('x'.repeat(5_000))?.length, 2_000);
  assert.ok(knownText(`${'x'.repeat(1_999)}😀`)?.isWellFormed());
});

test('what a board says when nobody has written anything into it is not known', () => {
  const blank = [
    'To Be Filled By O.E.M.',
    'Default string',
    'System Serial Number',
    'Not Specified',
    '-',
    'None',
  ];
  const zeros = ['00000000', 'ffffffff', '0x1af4', '123456789', 'N/A', 'unknown'];
  for (const label of [...blank, ...zeros]) assert.equal(knownLabel(label), undefined, label);
  for (const label of ['LENOVO', 'PF3ABCDE', '10', 'Standard PC (i440FX + PIIX, 1996)'])
    assert.equal(knownLabel(label), label);
});

test('a count is a whole number above zero, of a number or its text', () => {
  assert.deepEqual([knownCount(3.6), knownCount('1024')], [4, 1_024]);
  for (const none of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 'many', null, undefined])
    assert.equal(knownCount(none), undefined);
});

test('a row has the fields that are known and no other', () => {
  assert.deepEqual(Object.keys(rowOf<{ a: number; b?: string }>({ a: 1, b: undefined })), ['a']);
});
