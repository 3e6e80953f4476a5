import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatBytes } from './format-bytes.ts';

test('bytes are said in the largest unit that says something', () => {
  const said = [0, 1023, 1024, 1536, 16 * 2 ** 30, 512_110_190_592, 2 ** 70].map(formatBytes);
  assert.deepEqual(said, ['0 B', '1023 B', '1 KiB', '1.5 KiB', '16 GiB', '476.9 GiB', '1048576 PiB']);
});
