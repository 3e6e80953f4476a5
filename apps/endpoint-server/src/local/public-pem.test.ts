import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCertificate } from '@causeway/certificates';
import { makeCertificate } from '../testing/offers.ts';
import { publicPemOf } from './public-pem.ts';

test('what the platform is told of a certificate leads to its anchor, and has no key', () => {
  const certificate = makeCertificate();
  const told = publicPemOf(certificate);
  assert.doesNotMatch(told, /PRIVATE KEY/);
  const { anchorSha256, sha256 } = readCertificate({ pem: told, key: certificate.keyPem });
  assert.deepEqual([sha256, anchorSha256], [certificate.sha256, certificate.anchorSha256]);
});
