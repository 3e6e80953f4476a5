import { X509Certificate } from 'node:crypto';
import { createTestCa, type TestCa, type TestCertificateOptions } from '@causeway/testkit';
import { type ChainCase, chainCase, issueTo, root } from '../chain-case.ts';
import { encodeIssuerAndSerial } from '../issuer-and-serial.ts';

const none = { subjectKeyId: null, authorityKeyId: null } as const;
const name = 'Issuer';

/** What certificates say about the key of their issuer, and it about itself. */
export function identifierCases(): ChainCase[] {
  const bogus = Buffer.from('not the key of anybody');
  const variants: readonly (readonly [string, TestCertificateOptions, TestCertificateOptions])[] = [
    ['leaf names another key', {}, { authorityKeyId: bogus }],
    ['issuer is identified otherwise', { subjectKeyId: bogus }, {}],
    ['both the same, though not of the key', { subjectKeyId: bogus }, { authorityKeyId: bogus }],
    ['leaf has none', {}, { authorityKeyId: null }],
    ['issuer has none', { subjectKeyId: null }, {}],
    ['nobody has any', none, none],
    ['intermediate names another key', { authorityKeyId: bogus }, {}],
  ];
  return [
    ...variants.map(([title, intermediate, leaf]) =>
      chainCase(`identifier: ${title}`, issueTo(root.intermediate({ ...intermediate, name }), leaf)),
    ),
    ...byIssuerAndSerial(),
    ...rootIdentifiers(bogus),
  ];
}

function byIssuerAndSerial(): ChainCase[] {
  const ca = root.intermediate({ name });
  const serial = Buffer.from('01020304', 'hex');
  const named = (issuer: string, number: Uint8Array) => ({
    authorityKeyId: null,
    extensions: [encodeIssuerAndSerial(issuer, number)],
  });
  return [
    chainCase(
      'identifier: issuer and serial number of the issuer',
      issueTo(ca, named(root.name, serialOf(ca))),
    ),
    chainCase('identifier: another serial number', issueTo(ca, named(root.name, serial))),
    chainCase('identifier: another issuer of the issuer', issueTo(ca, named('Somebody', serialOf(ca)))),
  ];
}

function rootIdentifiers(bogus: Uint8Array): ChainCase[] {
  const pages: readonly (readonly [string, TestCertificateOptions])[] = [
    ['root without any', none],
    ['root that names another key', { authorityKeyId: bogus }],
    ['root identified otherwise', { subjectKeyId: bogus }],
  ];
  return pages.map(([title, options]) => {
    const ca = createTestCa({ ...options, name: 'Odd Root' });
    return chainCase(`identifier: ${title}`, issueTo(ca), { anchor: ca.certificatePem });
  });
}

function serialOf({ certificatePem }: TestCa): Buffer {
  return Buffer.from(new X509Certificate(certificatePem).serialNumber, 'hex');
}
