import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa, type TestCertificateOptions } from '@causeway/testkit';
import { boolean, integer, objectIdentifier, octetString, sequence, tlv } from '../der/write-der.ts';
import { extension, nameConstraints } from '../issue/extensions.ts';
import { parseCertificate } from './parsed-certificate.ts';

const ca = createTestCa({ name: 'CA' });
const rsa = createTestCa({ name: 'RSA', algorithm: 'rsa-2048' });
const read = (options: TestCertificateOptions = {}, issuer = ca) =>
  parseCertificate(issuer.issue(options).certificatePem);

test('the body of a certificate', () => {
  const { version, issuerName, subjectName, serial, x509 } = read({ subject: 'Leaf' });
  assert.deepEqual([version, issuerName, subjectName], [3, ['2.5.4.3=ca'], ['2.5.4.3=leaf']]);
  assert.equal(serial, x509.serialNumber.toLowerCase());
  assert.equal(read({ version: 1 }).version, 1);
});

test('how it was signed', () => {
  assert.deepEqual(read({ hash: 'sha384' }).signature, {
    oid: '1.2.840.10045.4.3.3',
    keyType: 'ec',
    hash: 'SHA-384',
  });
  const pss = read({ hash: 'sha1', padding: 'pss' }, rsa).signature;
  assert.deepEqual([pss.keyType, pss.hash], ['rsa-pss', 'SHA-1']);
  assert.equal(read({}, createTestCa({ algorithm: 'ed25519' })).signature.hash, undefined);
});

test('whose key signed it, and its own', () => {
  const id = Buffer.from('0102', 'hex');
  const leaf = read({ subjectKeyId: id, authorityKeyId: id });
  assert.deepEqual([leaf.subjectKeyId, leaf.authority], ['0102', { keyId: '0102' }]);
  const { subjectKeyId, authority } = read({ subjectKeyId: null, authorityKeyId: null });
  assert.deepEqual([subjectKeyId, authority], [undefined, undefined]);
});

test('what a CA may issue for', () => {
  const { nameConstraints: found } = read({ extensions: [nameConstraints(['a.example'], ['b.example'])] });
  assert.deepEqual(found, {
    permitted: [{ base: { kind: 'dns', text: 'a.example' }, isWhole: true }],
    excluded: [{ base: { kind: 'dns', text: 'b.example' }, isWhole: true }],
  });
});

const purpose = sequence(objectIdentifier('1.3.6.1.5.5.7.3.1'));
const BROKEN: readonly (readonly [string, TestCertificateOptions])[] = [
  ['an extension twice', { extensions: [extension('2.5.29.37', purpose, 'optional')] }],
  ['an empty key usage', { keyUsage: [] }],
  [
    'a negative path length',
    {
      basicConstraints: false,
      extensions: [extension('2.5.29.19', sequence(boolean(true), tlv(2, Buffer.from([0xff]))), 'critical')],
    },
  ],
  [
    'a constraint that is no name',
    { extensions: [extension('2.5.29.30', sequence(tlv(0xa0, sequence(integer(1)))), 'critical')] },
  ],
  [
    'alternative names that are none',
    { extensions: [extension('2.5.29.17', octetString(purpose), 'optional')] },
  ],
];
for (const [name, options] of BROKEN) {
  test(`${name} makes it malformed`, () => {
    assert.throws(() => read(options), { code: 'CERTIFICATE_MALFORMED' });
  });
}
