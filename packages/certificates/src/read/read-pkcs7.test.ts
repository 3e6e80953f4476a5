import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readCertificate } from './read-certificate.ts';
import { ecdsa } from './testing/material.ts';
import { missingOpenSsl, OpenSsl } from './testing/openssl.ts';
import { refusedWith } from './testing/refused-with.ts';

const { leaf, above, root } = ecdsa;
let openssl: OpenSsl;
before(async () => {
  openssl = await OpenSsl.open();
});
after(() => openssl[Symbol.asyncDispose]());

function chainFile(form: 'PEM' | 'DER', certificates = leaf.certificatePem + above): Buffer {
  const file = openssl.file('chain.pem', certificates);
  return openssl.make('crl2pkcs7', '-nocrl', '-certfile', file, '-outform', form);
}

describe('a PKCS#7 file of OpenSSL', { skip: missingOpenSsl() ?? false }, () => {
  for (const form of ['PEM', 'DER'] as const) {
    test(`brings the chain, ${form}`, () => {
      const read = readCertificate({ files: [chainFile(form), leaf.keyPem] });
      assert.deepEqual(read, readCertificate({ files: [leaf.certificatePem, above, leaf.keyPem] }));
    });
  }

  test('brings it as somebody streamed it: BER, with a signature and content', () => {
    const signer = openssl.file('signer.pem', leaf.certificatePem + leaf.keyPem);
    const more = openssl.file('above.pem', above);
    const content = openssl.file('content', 'hello');
    const made = openssl.make(
      'cms',
      '-sign',
      '-stream',
      '-nodetach',
      '-in',
      content,
      '-signer',
      signer,
      '-certfile',
      more,
      '-outform',
      'DER',
    );
    assert.equal(made[1], 0x80);
    assert.equal(readCertificate({ files: [made, leaf.keyPem] }).anchorSha256, root.sha256);
  });

  test('has no key, which is another file', () => {
    assert.throws(
      () => readCertificate({ files: [chainFile('DER')] }),
      refusedWith('CERTIFICATE_KEY_MISSING'),
    );
  });

  test('that is cut off, or holds something else, is refused by its format', () => {
    const cut = chainFile('DER').subarray(0, -1);
    assert.throws(() => readCertificate({ files: [cut] }), refusedWith('CERTIFICATE_PKCS7_MALFORMED'));
    const recipient = openssl.file('recipient.pem', leaf.certificatePem);
    const secret = openssl.make(
      'cms',
      '-encrypt',
      '-in',
      openssl.file('content', 'hello'),
      '-outform',
      'DER',
      '-recip',
      recipient,
    );
    assert.throws(() => readCertificate({ files: [secret] }), refusedWith('CERTIFICATE_PKCS7_MALFORMED'));
  });
});
