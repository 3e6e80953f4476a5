import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { createTlsChallengeCertificate, dnsChallengeRecord, httpChallengePath } from './challenge.ts';

const challenge = {
  kind: 'tls-alpn-01',
  hostname: 'acme.example',
  token: 'DGyRejmCefe7v4NfDGDKfA',
  keyAuthorization: 'DGyRejmCefe7v4NfDGDKfA.thumbprint',
  dnsHook: null,
} as const;
const digest = createHash('sha256').update(challenge.keyAuthorization).digest();

test('http-01 and dns-01 are answered where RFC 8555 says', () => {
  assert.equal(httpChallengePath(challenge), '/.well-known/acme-challenge/DGyRejmCefe7v4NfDGDKfA');
  assert.deepEqual(dnsChallengeRecord(challenge), {
    name: '_acme-challenge.acme.example',
    value: digest.toString('base64url'),
  });
});

test('tls-alpn-01 is answered by a certificate of that name alone, with the critical extension of RFC 8737', () => {
  const now = Date.now();
  const { chainPem, sha256 } = createTlsChallengeCertificate(challenge, now);
  const certificate = new X509Certificate(chainPem);
  assert.equal(certificate.subjectAltName, 'DNS:acme.example');
  assert.equal(certificate.fingerprint256.replaceAll(':', '').toLowerCase(), sha256);
  assert.ok(certificate.verify(certificate.publicKey));
  // id-pe-acmeIdentifier, critical, an OCTET STRING in the OCTET STRING of an extension.
  const extension = `06082b0601050507011f0101ff04220420${digest.toString('hex')}`;
  assert.ok(certificate.raw.toString('hex').includes(extension));
});
