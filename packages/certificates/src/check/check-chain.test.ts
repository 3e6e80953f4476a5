import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa, type TestCaOptions } from '@causeway/testkit';
import { checkChain } from './check-chain.ts';
import { parsed, summaryOf } from './testing/parsed.ts';

const DAY_MS = 86_400_000;
const now = Date.now();
const root = createTestCa({ name: 'Root' });
const over = { notBefore: now - 90 * DAY_MS, notAfter: now - DAY_MS };

function check(intermediate: TestCaOptions, anchors = [parsed(root)]) {
  const middle = root.intermediate(intermediate);
  return summaryOf(checkChain([parsed(middle.issue()), parsed(middle)], anchors, now));
}

test('a sound chain has no findings', () => {
  assert.deepEqual(check({}), []);
});

test('every issuer is judged', () => {
  assert.deepEqual(check(over), ['error CERTIFICATE_ISSUER_EXPIRED']);
  assert.deepEqual(check({ notBefore: now + DAY_MS }), ['error CERTIFICATE_ISSUER_NOT_YET_VALID']);
  assert.deepEqual(check({ hash: 'sha1' }), ['error CERTIFICATE_SIGNATURE_WEAK']);
  assert.deepEqual(check({ algorithm: 'rsa-1024' }), ['error CERTIFICATE_KEY_WEAK']);
});

test('an anchor is judged but for its signature', () => {
  const ca = createTestCa({ hash: 'sha1', ...over });
  const found = checkChain([parsed(ca.issue())], [parsed(ca)], now);
  assert.deepEqual(summaryOf(found), ['error CERTIFICATE_ISSUER_EXPIRED']);
});

test('intermediates of their issuer’s name do not count for a path length', () => {
  const ca = createTestCa({ name: 'CA', pathLength: 0 });
  const rolled = ca.intermediate({ name: 'CA' });
  const below = ca.intermediate({ name: 'Below' });
  const found = (middle: typeof rolled) =>
    summaryOf(checkChain([parsed(middle.issue()), parsed(middle)], [parsed(ca)], now));
  assert.deepEqual(found(rolled), []);
  assert.deepEqual(found(below), ['error CERTIFICATE_PATH_TOO_LONG']);
});

test('without anchors the public roots decide, which know no test CA', () => {
  assert.deepEqual(summaryOf(checkChain([parsed(root.issue())], undefined, now)), [
    'error CERTIFICATE_CHAIN_INCOMPLETE',
  ]);
});

test('no anchors at all trust nothing', () => {
  assert.deepEqual(check({}, []), ['error CERTIFICATE_CHAIN_INCOMPLETE']);
});
