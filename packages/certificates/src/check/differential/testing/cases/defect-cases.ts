import { createTestCa, generateTestKeys, type TestCertificateOptions } from '@causeway/testkit';
import { objectIdentifier, octetString, sequence } from '../../../../der/write-der.ts';
import { extension } from '../../../../issue/extensions.ts';
import { type ChainCase, chainCase, days, issueTo } from '../chain-case.ts';

/** What is put into one certificate of an otherwise sound chain. */
type Defect = TestCertificateOptions;

const weakRsa = generateTestKeys('rsa-1024');
const anyPurpose = extension('2.5.29.37', sequence(objectIdentifier('2.5.29.37.0')), 'optional');
const serverGatedCrypto = extension(
  '2.5.29.37',
  sequence(objectIdentifier('2.16.840.1.113730.4.1')),
  'optional',
);
const serverAndAny = extension(
  '2.5.29.37',
  sequence(objectIdentifier('2.5.29.37.0'), objectIdentifier('1.3.6.1.5.5.7.3.1')),
  'critical',
);
const known = (arc: string, value: Uint8Array) => extension(arc, value, 'critical');

const DEFECTS: Readonly<Record<string, Defect>> = {
  'no defect': {},
  'expired yesterday': { notBefore: days(-90), notAfter: days(-1) },
  'expired an hour ago': { notBefore: days(-90), notAfter: days(-1 / 24) },
  'begins tomorrow': { notBefore: days(1), notAfter: days(90) },
  'begins in an hour': { notBefore: days(1 / 24), notAfter: days(90) },
  'ends in an hour': { notAfter: days(1 / 24) },
  'from 1949 to 2051': { notBefore: Date.UTC(1949, 0), notAfter: Date.UTC(2051, 0) },
  'signed by SHA-1': { hash: 'sha1' },
  'signed by SHA-224': { hash: 'sha224' },
  'signed by SHA-384': { hash: 'sha384' },
  'signed by SHA-512': { hash: 'sha512' },
  'RSA 1024': { keys: weakRsa },
  'purpose clientAuth': { extendedKeyUsage: ['clientAuth'] },
  'purpose codeSigning': { extendedKeyUsage: ['codeSigning'] },
  'purposes serverAuth and clientAuth': { extendedKeyUsage: ['serverAuth', 'clientAuth'] },
  'purpose any': { extendedKeyUsage: null, extensions: [anyPurpose] },
  'purposes any and serverAuth, critical': { extendedKeyUsage: null, extensions: [serverAndAny] },
  'purpose server gated crypto': { extendedKeyUsage: null, extensions: [serverGatedCrypto] },
  'no purpose': { extendedKeyUsage: null },
  'no key usage': { keyUsage: null },
  'key usage cRLSign': { keyUsage: ['cRLSign'] },
  'key usage keyEncipherment': { keyUsage: ['keyEncipherment'] },
  'key usage keyAgreement': { keyUsage: ['keyAgreement'] },
  'key usage dataEncipherment': { keyUsage: ['dataEncipherment'] },
  'empty key usage': { keyUsage: [] },
  'key usages for everything': {
    keyUsage: ['digitalSignature', 'keyEncipherment', 'keyCertSign', 'cRLSign'],
  },
  'no basicConstraints': { basicConstraints: false },
  'neither basicConstraints nor key usage': { basicConstraints: false, keyUsage: null },
  'a certificate of version 1': { version: 1 },
  'unknown critical extension': {
    extensions: [known('1.3.6.1.4.1.55555.1', octetString(Buffer.from('?')))],
  },
  'unknown extension': {
    extensions: [extension('1.3.6.1.4.1.55555.1', octetString(Buffer.from('?')), 'optional')],
  },
  'critical issuerAltName': {
    extensions: [known('2.5.29.18', sequence(Buffer.from([0x82, 1, 0x61])))],
  },
  'critical certificatePolicies': {
    extensions: [known('2.5.29.32', sequence(sequence(objectIdentifier('2.5.29.32.0'))))],
  },
  'critical TLS feature': {
    extensions: [known('1.3.6.1.5.5.7.1.24', sequence(Buffer.from([2, 1, 5])))],
  },
  'critical OCSP no check': { extensions: [known('1.3.6.1.5.5.7.48.1.5', Buffer.from([5, 0]))] },
  'critical subjectKeyIdentifier': {
    subjectKeyId: null,
    extensions: [known('2.5.29.14', octetString(Buffer.alloc(20, 7)))],
    authorityKeyId: null,
  },
  'critical authorityKeyIdentifier': {
    authorityKeyId: null,
    extensions: [known('2.5.29.35', sequence())],
  },
  'critical cRLDistributionPoints': { extensions: [known('2.5.29.31', sequence())] },
  'critical policyConstraints': {
    extensions: [known('2.5.29.36', sequence(Buffer.from([0x80, 1, 0])))],
  },
  'critical inhibitAnyPolicy': { extensions: [known('2.5.29.54', Buffer.from([2, 1, 0]))] },
  'an extension twice': {
    extensions: [extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.1')), 'optional')],
    extendedKeyUsage: ['serverAuth'],
  },
  'an unknown extension twice': {
    extensions: [1, 2].map(() => extension('1.3.6.1.4.1.55555.1', octetString(Buffer.from('?')), 'optional')),
  },
  'a negative path length': {
    basicConstraints: false,
    extensions: [known('2.5.29.19', sequence(Buffer.from([1, 1, 0xff]), Buffer.from([2, 1, 0xff])))],
  },
  'proxy certificate information': {
    extensions: [
      extension('1.3.6.1.5.5.7.1.14', sequence(sequence(objectIdentifier('1.3.6.1.5.5.7.21.1'))), 'optional'),
    ],
  },
  'critical freshestCRL': { extensions: [known('2.5.29.46', sequence())] },
};

/** Each defect in each place of a chain of a leaf, an intermediate and a root. */
export function defectCases(): ChainCase[] {
  return Object.entries(DEFECTS).flatMap(([name, defect]) => [
    inLeaf(`leaf: ${name}`, defect),
    inIntermediate(`intermediate: ${name}`, defect),
    inRoot(`root: ${name}`, defect),
    inSelfSigned(`self-signed: ${name}`, defect),
  ]);
}

const soundRoot = createTestCa({ name: 'Root' });
const soundIntermediate = soundRoot.intermediate();

function inLeaf(name: string, defect: Defect): ChainCase {
  return chainCase(name, issueTo(soundIntermediate, defect), { anchor: soundRoot.certificatePem });
}

function inIntermediate(name: string, defect: Defect): ChainCase {
  const leaf = issueTo(soundRoot.intermediate({ ...defect, name: 'Intermediate' }));
  return chainCase(name, leaf, { anchor: soundRoot.certificatePem });
}

function inRoot(name: string, defect: Defect): ChainCase {
  const ca = createTestCa({ ...defect, name: 'Root' });
  return chainCase(name, issueTo(ca.intermediate()), { anchor: ca.certificatePem });
}

/** A certificate that is its own anchor, as `causeway certificate create` makes them. */
function inSelfSigned(name: string, defect: Defect): ChainCase {
  const keys = defect.keys ?? generateTestKeys();
  const self = createTestCa({ name: 'Self', keys });
  const leaf = issueTo(self, { ...defect, keys, subject: 'Self' });
  return chainCase(name, leaf, { anchor: leaf.certificatePem });
}
