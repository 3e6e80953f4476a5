import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';

const HASHES = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const;

for (const algorithm of ['rsa-2048', 'rsa-pss-2048', 'ecdsa-p256', 'ed25519', 'ed448'] as const) {
  const ca = createTestCa({ algorithm });
  for (const hash of HASHES.filter((one) => one !== 'md5' || algorithm.startsWith('rsa'))) {
    test(`${algorithm} by ${hash} makes a signature that OpenSSL verifies`, () => {
      for (const padding of ['pkcs1', 'pss'] as const) {
        const { certificatePem } = ca.issue({ hash, padding });
        assert.ok(new X509Certificate(certificatePem).verify(ca.keys.publicKey));
      }
    });
  }
}

test('there is no ECDSA signature by MD5', () => {
  assert.throws(() => createTestCa().issue({ hash: 'md5' }), RangeError);
});
