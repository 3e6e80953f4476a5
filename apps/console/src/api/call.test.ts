import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import * as texts from '../texts/index.ts';
import { call, type Method, RefusedError } from './call.ts';

const { hint, deedHint } = texts.notReached;
const asked: readonly (readonly [Method, unknown, string])[] = [
  ['GET', undefined, hint],
  ['POST', { binding: 'https', dryRun: true }, hint],
  ['POST', { binding: 'https', dryRun: false }, deedHint],
  ['DELETE', undefined, deedHint],
];

test('a deed without an answer is not said to go on by itself, as what only looks is', async (t) => {
  for (const [method, body, expected] of asked) {
    answerWith(t, () => Promise.reject(new TypeError('Failed to fetch')));
    assert.equal(await hintOf(method, body), expected, method);
    answerWith(t, async () => new Response('<h1>Bad Gateway</h1>', { status: 502 }));
    assert.equal(await hintOf(method, body), expected, method);
  }
});

function answerWith(t: TestContext, answer: () => Promise<Response>): void {
  t.mock.method(globalThis, 'fetch', answer);
}

async function hintOf(method: Method, body: unknown): Promise<string | undefined> {
  const error: unknown = await call(method, '/tenants', body).catch((error: unknown) => error);
  assert.ok(error instanceof RefusedError);
  assert.equal(error.refusal.code, 'SERVER_NOT_REACHED');
  return error.refusal.hint;
}
