import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { gunzipContent } from './gunzip-content.ts';

const LIMIT = 100_000;

test('content up to the limit is unpacked, and one byte more is not', async () => {
  const content = Buffer.alloc(LIMIT, 'a');
  assert.deepEqual(await gunzipContent(gzipSync(content), 'gzip', LIMIT), content);
  const beyond = gzipSync(Buffer.alloc(LIMIT + 1, 'a'));
  await assert.rejects(gunzipContent(beyond, 'gzip', LIMIT), { code: 'MESSAGE_TOO_LARGE' });
});

test('several members count together', async () => {
  const member = gzipSync(Buffer.alloc(LIMIT / 10, 'a'));
  const whole = await gunzipContent(Buffer.concat(Array(10).fill(member)), 'gzip', LIMIT);
  assert.equal(whole.length, LIMIT);
  const beyond = Buffer.concat(Array(11).fill(member));
  await assert.rejects(gunzipContent(beyond, 'gzip', LIMIT), { code: 'MESSAGE_TOO_LARGE' });
});
