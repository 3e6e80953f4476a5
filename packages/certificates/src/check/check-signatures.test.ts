import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa, generateTestKeys } from '@causeway/testkit';
import { checkSignatures } from './check-signatures.ts';
import { parsed, summaryOf } from './testing/parsed.ts';

const ca = createTestCa();

test('every signature is made with the key above it', () => {
  assert.deepEqual(checkSignatures([parsed(ca.issue()), parsed(ca)]), []);
});

test('a signature by another key is told, of whatever kind that key is', () => {
  const leaf = parsed(ca.issue({ signedBy: generateTestKeys() }));
  const found = checkSignatures([leaf, parsed(ca)]);
  assert.deepEqual(summaryOf(found), ['error CERTIFICATE_SIGNATURE_INVALID']);
  assert.deepEqual(summaryOf(checkSignatures([leaf, parsed(createTestCa({ algorithm: 'rsa-2048' }))])), [
    'error CERTIFICATE_SIGNATURE_INVALID',
  ]);
});

test('the signature of the last one is not looked at', () => {
  assert.deepEqual(checkSignatures([parsed(ca.issue({ signedBy: generateTestKeys() }))]), []);
});
