import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readCertificate } from './read-certificate.ts';
import { ecdsa, PASSWORD, rsa } from './testing/material.ts';
import { missingOpenSsl, OpenSsl } from './testing/openssl.ts';
import { refusedWith } from './testing/refused-with.ts';

let openssl: OpenSsl;
before(async () => {
  openssl = await OpenSsl.open();
});
after(() => openssl[Symbol.asyncDispose]());

const pass = ['-passout', `pass:${PASSWORD}`];
const pkcs8 = (...options: string[]) => ['pkcs8', '-topk8', ...pass, ...options];

/** Ways of `openssl` to write an encrypted key. */
const encryptions: Record<string, readonly string[]> = {
  'PBES2 with AES-256': pkcs8(),
  'PBES2 with AES-128 and SHA-512': pkcs8('-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA512'),
  'PBES2 with 3DES and SHA-1': pkcs8('-v2', 'des3', '-v2prf', 'hmacWithSHA1'),
  'PBES2 with DES': pkcs8('-v2', 'des-cbc', '-provider', 'legacy', '-provider', 'default'),
  'PBES2 with 600,000 iterations': pkcs8('-iter', '600000'),
  scrypt: pkcs8('-scrypt'),
  'MD5 and DES, as OpenSSL 1.0': pkcs8('-v1', 'PBE-MD5-DES', '-provider', 'legacy', '-provider', 'default'),
  'SHA-1 and DES': pkcs8('-v1', 'PBE-SHA1-DES', '-provider', 'legacy', '-provider', 'default'),
  'SHA-1 and RC2-64': pkcs8('-v1', 'PBE-SHA1-RC2-64', '-provider', 'legacy', '-provider', 'default'),
  'the 3DES of PKCS#12': pkcs8('-v1', 'PBE-SHA1-3DES'),
  'the RC2 of PKCS#12': pkcs8('-v1', 'PBE-SHA1-RC2-128', '-provider', 'legacy', '-provider', 'default'),
  'traditional AES-256': ['pkey', '-traditional', '-aes256', ...pass],
  'traditional 3DES': ['pkey', '-traditional', '-des3', ...pass],
};

describe('an encrypted key of OpenSSL', { skip: missingOpenSsl() ?? false }, () => {
  for (const [name, { leaf, above }] of [
    ['ECDSA', ecdsa],
    ['RSA', rsa],
  ] as const) {
    const encrypt = (...options: readonly string[]) =>
      openssl.make(...options, '-in', openssl.file('key.pem', leaf.keyPem));
    const read = (key: Buffer, password?: string) =>
      readCertificate({ files: [leaf.certificatePem, above, key], password });

    for (const [what, options] of Object.entries(encryptions)) {
      test(`${name}, ${what}`, () => {
        const key = encrypt(...options);
        assert.equal(read(key, PASSWORD).keyPem, leaf.keyPem);
        assert.throws(() => read(key, 'wrong'), refusedWith('CERTIFICATE_KEY_PASSWORD_WRONG'));
        assert.throws(() => read(key), refusedWith('CERTIFICATE_KEY_PASSWORD_REQUIRED'));
      });
    }

    test(`${name}, DER`, () => {
      for (const options of [
        pkcs8('-outform', 'DER'),
        pkcs8('-outform', 'DER', '-nocrypt'),
        ['pkey', '-traditional', '-outform', 'DER'],
      ])
        assert.equal(read(encrypt(...options), PASSWORD).keyPem, leaf.keyPem);
    });

    test(`${name}, of a cipher or at a cost that is not read here`, () => {
      for (const [code, options] of [
        ['CERTIFICATE_ENCRYPTION_UNSUPPORTED', pkcs8('-v2', 'camellia-128-cbc')],
        ['CERTIFICATE_ENCRYPTION_UNSUPPORTED', ['pkey', '-traditional', '-camellia128', ...pass]],
        ['CERTIFICATE_ENCRYPTION_UNSUPPORTED', pkcs8('-scrypt', '-scrypt_N', '8192', '-scrypt_r', '17')],
        ['CERTIFICATE_ENCRYPTION_TOO_COSTLY', pkcs8('-scrypt', '-scrypt_N', '8192', '-scrypt_p', '32')],
        ['CERTIFICATE_ENCRYPTION_TOO_COSTLY', pkcs8('-iter', '2000000')],
      ] as const) {
        const key = encrypt(...options);
        assert.throws(() => read(key, PASSWORD), refusedWith(code), options.join(' '));
      }
    });
  }
});
