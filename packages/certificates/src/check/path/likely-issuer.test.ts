import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa, generateTestKeys } from '@causeway/testkit';
import { parsed } from '../testing/parsed.ts';
import { isLikelyIssuer, isSelfIssued, looksSelfSigned } from './likely-issuer.ts';

const ca = createTestCa({ name: 'CA' });
const namesake = createTestCa({ name: 'ca' });
const none = { subjectKeyId: null, authorityKeyId: null } as const;

test('by name and key identifier', () => {
  const leaf = parsed(ca.issue());
  assert.ok(isLikelyIssuer(parsed(ca), leaf));
  assert.ok(!isLikelyIssuer(parsed(namesake), leaf));
  assert.ok(!isLikelyIssuer(parsed(createTestCa({ name: 'Another' })), leaf));
});

test('without an identifier the name alone decides, whatever its case', () => {
  const leaf = parsed(ca.issue({ authorityKeyId: null }));
  assert.ok(isLikelyIssuer(parsed(namesake), leaf));
  assert.ok(isLikelyIssuer(parsed(createTestCa({ ...none, name: 'CA' })), parsed(ca.issue())));
});

test('a key of a kind that cannot have signed is not the issuer’s', () => {
  const leaf = parsed(ca.issue({ authorityKeyId: null }));
  assert.ok(!isLikelyIssuer(parsed(createTestCa({ name: 'CA', algorithm: 'rsa-2048' })), leaf));
});

test('an RSA key signs with PSS too, a PSS key not otherwise', () => {
  const rsa = createTestCa({ name: 'RSA', algorithm: 'rsa-2048' });
  const pss = createTestCa({ name: 'RSA', algorithm: 'rsa-pss-2048' });
  const unnamed = { authorityKeyId: null } as const;
  assert.ok(isLikelyIssuer(parsed(rsa), parsed(pss.issue(unnamed))));
  assert.ok(!isLikelyIssuer(parsed(pss), parsed(rsa.issue(unnamed))));
});

test('self-signed by its looks, self-issued by its name', () => {
  const rolled = parsed(ca.intermediate({ name: 'CA', keys: generateTestKeys() }));
  assert.ok(looksSelfSigned(parsed(ca)) && isSelfIssued(parsed(ca)));
  assert.ok(!looksSelfSigned(rolled) && isSelfIssued(rolled));
  assert.ok(!isSelfIssued(parsed(ca.issue())));
});
