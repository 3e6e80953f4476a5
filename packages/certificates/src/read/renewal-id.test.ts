import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { buildCertificate, certificatePem } from '../issue/build-certificate.ts';
import { authorityKeyIdentifier } from '../issue/extensions.ts';
import { renewalIdOf } from './renewal-id.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pemWith = (extensions: readonly Uint8Array[]) =>
  certificatePem(
    buildCertificate({
      subject: 'leaf',
      issuer: 'root',
      serial: Buffer.from('0087654321', 'hex'),
      notBefore: 0,
      notAfter: 1_000,
      publicKey,
      signingKey: privateKey,
      hash: 'sha256',
      extensions,
    }),
  );

test('the example of RFC 9773 section 4.1, the zero that keeps the serial number positive included', () => {
  const issuerKey = Buffer.from('69885B6B87464041E1B37B847BA0AE2CDE01C8D4', 'hex');
  const id = renewalIdOf(pemWith([authorityKeyIdentifier(issuerKey)]));
  assert.equal(id, 'aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE');
});

test('a certificate that does not name the key of its issuer has none', () => {
  assert.equal(renewalIdOf(pemWith([])), undefined);
});
