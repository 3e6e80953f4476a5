import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, test } from 'node:test';
import { createTestCa, generateTestKeys } from '@causeway/testkit';
import { openssl, withoutOpenssl } from '../testing/openssl.ts';
import { createRequest, publicKeySha256 } from './create-request.ts';
import { publicKeysOf } from './public-keys-of.ts';

const hostnames = ['inventory.acme.example', '*.acme.example'];

describe('createRequest, as openssl reads it', { skip: withoutOpenssl }, () => {
  for (const [keyType, shown] of [
    ['ecdsa-p256', /Public-Key: \(256 bit\)[\s\S]*NIST CURVE: P-256[\s\S]*ecdsa-with-SHA256/],
    ['rsa-3072', /Public-Key: \(3072 bit\)[\s\S]*sha256WithRSAEncryption/],
  ] as const) {
    test(`${keyType}: the signature holds, and names and usage are requested`, async () => {
      const subject = { organization: 'Käse & Söhne', country: 'DE' };
      const { request } = await createRequest({ hostnames, keyType, ...subject });
      const options = ['-verify', '-text', '-noout', '-utf8', '-nameopt', 'utf8,sep_comma_plus'];
      const text = openssl(['req', ...options], request.requestPem);
      assert.match(text, /verify OK/i);
      assert.match(text, /Version: 1 \(0x0\)/);
      assert.match(text, /Subject: C=DE,O=Käse & Söhne,CN=inventory\.acme\.example/);
      assert.match(text, /Requested Extensions:/);
      assert.match(text, /DNS:inventory\.acme\.example, DNS:\*\.acme\.example/);
      assert.match(text, /Digital Signature\n[\s\S]*TLS Web Server Authentication/);
      assert.match(text, shown);
    });
  }

  test('without organization and country, the subject is the first hostname', async () => {
    const { request } = await createRequest({ hostnames, keyType: 'ecdsa-p256' });
    assert.equal(request.subject, 'CN=inventory.acme.example');
    assert.match(
      openssl(['req', '-subject', '-noout'], request.requestPem),
      /subject=CN ?= ?inventory\.acme/,
    );
  });

  test('the request has the public key of the private key that was made for it', async () => {
    const { request, keyPem } = await createRequest({ hostnames, keyType: 'ecdsa-p256' });
    const ofKey = createPublicKey(createPrivateKey(keyPem));
    assert.equal(publicKeySha256(ofKey), request.publicKeySha256);
    const inRequest = createPublicKey(openssl(['req', '-pubkey', '-noout'], request.requestPem));
    assert.ok(inRequest.equals(ofKey));
    assert.doesNotMatch(JSON.stringify(request), /PRIVATE/);
  });
});

describe('publicKeysOf', () => {
  const keys = generateTestKeys();
  const ca = createTestCa();
  const leaf = ca.issue({ hostnames, keys });

  test('names the key of each certificate in an input without a key', () => {
    const expected = [publicKeySha256(keys.publicKey), publicKeySha256(ca.keys.publicKey)];
    assert.deepEqual(publicKeysOf(leaf.chainPem, ca.certificatePem), expected);
  });

  test('names none where the input has a key of its own', () => {
    assert.deepEqual(publicKeysOf(leaf.chainPem, leaf.keyPem), []);
  });
});
