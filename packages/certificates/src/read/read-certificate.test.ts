import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { type CertificateInput, readCertificate } from './read-certificate.ts';
import { readCertificateAside } from './read-certificate-aside.ts';
import { derOf, ecdsa, hostname, PASSWORD, rsa } from './testing/material.ts';
import { refusedWith } from './testing/refused-with.ts';

const { leaf, above, root, intermediate } = ecdsa;
const whole = leaf.certificatePem + above + leaf.keyPem;
const other = intermediate.issue({ hostnames: [hostname] });
const stranger = createTestCa({ name: 'Another Root' });

describe('readCertificate', () => {
  test('takes the blocks in any order, in one file or several', () => {
    const expected = readCertificate({ files: [whole] });
    assert.equal(expected.chainPem, leaf.chainPem);
    const parts = [root.certificatePem, leaf.keyPem, leaf.certificatePem, intermediate.certificatePem];
    assert.deepEqual(readCertificate({ files: [parts.join('some text\n')] }), expected);
    assert.deepEqual(readCertificate({ files: parts }), expected);
    assert.deepEqual(readCertificate({ files: [whole, whole] }), expected);
    assert.deepEqual(
      readCertificate({ pem: leaf.chainPem, key: leaf.keyPem, anchor: root.certificatePem }),
      expected,
    );
  });

  test('takes text of Windows: CRLF, a byte order mark, UTF-16', () => {
    const expected = readCertificate({ files: [whole] });
    const crlf = whole.replaceAll('\n', '\r\n');
    for (const bytes of [crlf, `\ufeff${crlf}`])
      assert.deepEqual(readCertificate({ files: [Buffer.from(bytes)] }), expected);
    assert.deepEqual(readCertificate({ files: [Buffer.from(`\ufeff${crlf}`, 'utf16le')] }), expected);
  });

  test('takes DER of certificates and keys', () => {
    const key = createPrivateKey(leaf.keyPem);
    for (const type of ['pkcs8', 'sec1'] as const) {
      const files = [leaf.certificatePem, intermediate.certificatePem, root.certificatePem].map(derOf);
      const read = readCertificate({ files: [...files, key.export({ format: 'der', type })] });
      assert.deepEqual(read, readCertificate({ files: [whole] }));
    }
  });

  test('keeps no key when that stays elsewhere, whether or not one comes along', async () => {
    const { keyPem: _key, ...rest } = readCertificate({ files: [whole] });
    const keyless = { ...rest, keyPem: '' };
    const files = [leaf.chainPem, root.certificatePem];
    assert.deepEqual(readCertificate({ files, keyPlace: 'elsewhere' }), keyless);
    assert.deepEqual(readCertificate({ files: [whole], keyPlace: 'elsewhere' }), keyless);
    assert.deepEqual(await readCertificateAside({ files, keyPlace: 'elsewhere' }), keyless);
    const refusals: readonly [string, CertificateInput][] = [
      ['CERTIFICATE_KEY_MISSING', { files }],
      ['CERTIFICATE_KEY_MISSING', { files, keyPlace: 'here' }],
      ['CERTIFICATE_SEVERAL_LEAVES', { files: [...files, other.certificatePem], keyPlace: 'elsewhere' }],
      ['CERTIFICATE_MISSING', { files: [leaf.keyPem], keyPlace: 'elsewhere' }],
    ];
    for (const [code, input] of refusals) assert.throws(() => readCertificate(input), refusedWith(code));
  });

  test('does the same in a thread of its own', async () => {
    assert.deepEqual(await readCertificateAside({ files: [whole] }), readCertificate({ files: [whole] }));
    await assert.rejects(
      readCertificateAside({ files: [leaf.chainPem] }),
      refusedWith('CERTIFICATE_KEY_MISSING'),
    );
  });
});

/** The input, and the code that it is refused with. */
const refusals: Record<string, [string, CertificateInput]> = {
  'nothing at all': ['CERTIFICATE_MISSING', { files: [] }],
  'text without a block': ['CERTIFICATE_MISSING', { files: ['Dear admin, attached is your certificate.'] }],
  'a key alone': ['CERTIFICATE_MISSING', { files: [leaf.keyPem] }],
  'an anchor alone': ['CERTIFICATE_MISSING', { files: [root.certificatePem], anchor: root.certificatePem }],
  'a picture': ['CERTIFICATE_FORMAT_UNKNOWN', { files: [Buffer.from('89504e470d0a1a0a0000000d', 'hex')] }],
  'a Java key store': [
    'CERTIFICATE_FORMAT_UNKNOWN',
    { files: [Buffer.from('feedfeed0000000200000001', 'hex')] },
  ],
  'a block that does not end': ['CERTIFICATE_MALFORMED', { files: [whole.slice(0, 300)] }],
  'a block of garbage': ['CERTIFICATE_MALFORMED', { files: [whole.replace(/MII.{60}/, 'x'.repeat(63))] }],
  'DER that is cut off': ['CERTIFICATE_MALFORMED', { files: [derOf(leaf.certificatePem).subarray(0, 200)] }],
  'more than a mebibyte': ['CERTIFICATE_TOO_LARGE', { files: [whole.padEnd(1_048_577)] }],
  'a certificate of a hundred kilobytes': [
    'CERTIFICATE_TOO_LARGE',
    {
      files: [
        root.issue({ hostnames: Array.from({ length: 4000 }, (_, n) => `${n}.long.name.example`) })
          .certificatePem,
      ],
    },
  ],
  'a whole store of CAs': [
    'CERTIFICATE_TOO_MANY',
    {
      files: [
        whole,
        ...Array.from({ length: 8 }, (_, n) => createTestCa({ name: `Root ${n}` }).certificatePem),
      ],
    },
  ],
  'two server certificates': ['CERTIFICATE_SEVERAL_LEAVES', { files: [whole, other.certificatePem] }],
  'a certificate of another chain': [
    'CERTIFICATE_CHAIN_FOREIGN',
    { files: [whole, stranger.certificatePem] },
  ],
  'a chain without its intermediate': [
    'CERTIFICATE_CHAIN_INCOMPLETE',
    { files: [leaf.certificatePem, leaf.keyPem], anchor: root.certificatePem },
  ],
  'a chain without its root': ['CERTIFICATE_CHAIN_INCOMPLETE', { files: [leaf.chainPem, leaf.keyPem] }],
  'no key': ['CERTIFICATE_KEY_MISSING', { files: [leaf.chainPem], anchor: root.certificatePem }],
  'two keys': ['CERTIFICATE_KEY_SEVERAL', { files: [whole, other.keyPem] }],
  'the key of another certificate': ['CERTIFICATE_KEY_MISMATCH', { files: [leaf.chainPem, other.keyPem] }],
  'a key of garbage': [
    'CERTIFICATE_KEY_MALFORMED',
    { files: [leaf.chainPem, leaf.keyPem.replace(/MI.{9}/, 'MIxxxxxxxxx')] },
  ],
  'a DSA key': ['CERTIFICATE_KEY_UNSUPPORTED', { files: [leaf.chainPem, dsaKey()] }],
  'a key of OpenSSH': [
    'CERTIFICATE_KEY_UNSUPPORTED',
    { files: [leaf.chainPem, leaf.keyPem.replaceAll('PRIVATE', 'OPENSSH PRIVATE')] },
  ],
  'two anchors': ['CERTIFICATE_ANCHOR_MALFORMED', { files: [whole], anchor: above }],
  'an anchor that is none': ['CERTIFICATE_ANCHOR_MALFORMED', { files: [whole], anchor: 'none' }],
  'a PFX of version 4': [
    'CERTIFICATE_FORMAT_UNKNOWN',
    { files: [Buffer.from('30050201043000', 'hex')], password: PASSWORD },
  ],
  'an empty PFX': ['CERTIFICATE_PFX_MALFORMED', { files: [Buffer.from('30050201033000', 'hex')] }],
  'an empty PKCS#7': [
    'CERTIFICATE_PKCS7_MALFORMED',
    { files: [Buffer.from('300b06092a864886f70d010702', 'hex')] },
  ],
};

function dsaKey(): string {
  const { privateKey } = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 });
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

describe('readCertificate refuses', () => {
  for (const [what, [code, input]] of Object.entries(refusals))
    test(`${what}: ${code}`, () => assert.throws(() => readCertificate(input), refusedWith(code)));

  test('a key whose private half was altered although its public half fits', () => {
    const jwk = createPrivateKey(rsa.leaf.keyPem).export({ format: 'jwk' });
    const altered = (number = '') => `${number.startsWith('x') ? 'y' : 'x'}${number.slice(1)}`;
    const wrong = { ...jwk, d: altered(jwk.d), dp: altered(jwk.dp), dq: altered(jwk.dq) };
    const key = createPrivateKey({ key: wrong, format: 'jwk' })
      .export({ format: 'pem', type: 'pkcs8' })
      .toString();
    assert.throws(
      () => readCertificate({ files: [rsa.leaf.chainPem, key] }),
      refusedWith('CERTIFICATE_KEY_MALFORMED'),
    );
  });
});
