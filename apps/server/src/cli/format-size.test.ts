import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatSize } from './format-size.ts';

test('bytes in the unit that leaves few digits', () => {
  const said: readonly (readonly [number | null, string])[] = [
    [null, '-'],
    [0, '0 B'],
    [1_023, '1023 B'],
    [1_024, '1 KiB'],
    [1_536, '1.5 KiB'],
    [16 * 1024 ** 3, '16 GiB'],
    [1024 ** 4 * 3.84, '3.8 TiB'],
    [Number.MAX_SAFE_INTEGER, '8 PiB'],
  ];
  for (const [bytes, text] of said) assert.equal(formatSize(bytes), text);
});
