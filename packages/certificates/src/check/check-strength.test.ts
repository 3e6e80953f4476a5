import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa, generateTestKeys, type KeyAlgorithm } from '@causeway/testkit';
import { checkKeyStrength, checkSignatureStrength } from './check-strength.ts';
import { parsed, summaryOf } from './testing/parsed.ts';

const ca = createTestCa();
const KEYS: Readonly<Partial<Record<KeyAlgorithm, readonly string[]>>> = {
  'ecdsa-p256': [],
  'ecdsa-p384': [],
  'ecdsa-p521': [],
  'rsa-2048': [],
  'rsa-pss-2048': [],
  ed25519: ['warning CERTIFICATE_KEY_UNCOMMON'],
  ed448: ['error CERTIFICATE_KEY_WEAK'],
  'rsa-1024': ['error CERTIFICATE_KEY_WEAK'],
  'ecdsa-p224': ['error CERTIFICATE_KEY_WEAK'],
  'ecdsa-secp256k1': ['error CERTIFICATE_KEY_WEAK'],
  'ecdsa-brainpool256': ['error CERTIFICATE_KEY_WEAK'],
};

for (const [algorithm, expected] of Object.entries(KEYS)) {
  test(`key ${algorithm}`, () => {
    // The keys of a constant record are its key type.
    const keys = generateTestKeys(algorithm as KeyAlgorithm);
    assert.deepEqual(summaryOf(checkKeyStrength(parsed(ca.issue({ keys })))), expected);
  });
}

const rsa = createTestCa({ algorithm: 'rsa-2048' });
for (const padding of ['pkcs1', 'pss'] as const) {
  for (const hash of ['md5', 'sha1'] as const) {
    test(`signature RSA ${padding} by ${hash} is weak`, () => {
      const [found] = checkSignatureStrength(parsed(rsa.issue({ hash, padding })));
      assert.equal(found?.code, 'CERTIFICATE_SIGNATURE_WEAK');
      assert.match(found?.seen ?? '', hash === 'md5' ? /MD5/ : /SHA-1/);
    });
  }
  test(`signature RSA ${padding} by sha256 is not`, () => {
    assert.deepEqual(checkSignatureStrength(parsed(rsa.issue({ hash: 'sha256', padding }))), []);
  });
}

test('signature ECDSA by SHA-1 is weak', () => {
  assert.deepEqual(summaryOf(checkSignatureStrength(parsed(ca.issue({ hash: 'sha1' })))), [
    'error CERTIFICATE_SIGNATURE_WEAK',
  ]);
});
