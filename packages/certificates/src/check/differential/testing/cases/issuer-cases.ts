import { createTestCa, generateTestKeys, type TestCa, type TestCertificateOptions } from '@causeway/testkit';
import { objectIdentifier, sequence, set, tlv } from '../../../../der/write-der.ts';
import { type ChainCase, chainCase, days, issueTo, root } from '../chain-case.ts';

const none = { subjectKeyId: null, authorityKeyId: null } as const;
const IDENTIFIERS: readonly (readonly [string, TestCertificateOptions])[] = [
  ['with identifiers', {}],
  ['without identifiers', none],
];
const name = 'Issuer';

/** Several certificates that could be the issuer by their name: which one is taken, and whether it is the right one. */
export function issuerCases(): ChainCase[] {
  return [...wrongIssuers(), ...chosenByTime(), ...impostorAnchors(), ...writtenOtherwise()];
}

/** One name, encoded in two ways: names are compared without regard to case, blanks and string type. */
function writtenOtherwise(): ChainCase[] {
  const written = (tag: number, text: Buffer) =>
    sequence(set(sequence(objectIdentifier('2.5.4.3'), tlv(tag, text))));
  const bmp = Buffer.from('Issuer', 'utf16le').swap16();
  const pages: readonly (readonly [string, Uint8Array])[] = [
    ['in capitals', written(0x0c, Buffer.from('ISSUER'))],
    ['with blanks around it', written(0x0c, Buffer.from('  Issuer '))],
    ['as a PrintableString', written(0x13, Buffer.from('Issuer'))],
    ['as a BMPString', written(0x1e, bmp)],
    ['as a TeletexString', written(0x14, Buffer.from('Issuer'))],
    [
      'as an organization',
      sequence(set(sequence(objectIdentifier('2.5.4.10'), tlv(0x0c, Buffer.from('Issuer'))))),
    ],
    ['with an empty name', sequence()],
    ['as a bit string', written(0x03, Buffer.from('\0Issuer'))],
    ['with a blank within', written(0x0c, Buffer.from('Iss uer'))],
    ['with umlauts', written(0x0c, Buffer.from('Issüer'))],
  ];
  return pages.map(([how, issuer]) =>
    chainCase(`issuer named ${how}`, issueTo(root.intermediate({ name }), { issuer })),
  );
}

/** Two CAs of one name and different keys; `right` issued the leaf. */
function twins(options: TestCertificateOptions = {}): { right: TestCa; wrong: TestCa } {
  return { right: root.intermediate({ ...options, name }), wrong: root.intermediate({ ...options, name }) };
}

function wrongIssuers(): ChainCase[] {
  return IDENTIFIERS.flatMap(([how, options]) => {
    const { right, wrong } = twins(options);
    const leaf = issueTo(right, options);
    const file = (...cas: readonly TestCa[]) =>
      leaf.certificatePem + cas.map(({ certificatePem }) => certificatePem).join('');
    return [
      chainCase(`issuer: of the same name, ${how}, wrong one`, leaf, { file: file(wrong) }),
      chainCase(`issuer: of the same name, ${how}, right one first`, leaf, { file: file(right, wrong) }),
      chainCase(`issuer: of the same name, ${how}, wrong one first`, leaf, { file: file(wrong, right) }),
    ];
  });
}

/** Of equally named issuers with one key, a client takes the first that is in date. */
function chosenByTime(): ChainCase[] {
  const keys = generateTestKeys();
  const inDate = root.intermediate({ name, keys });
  const expired = root.intermediate({ name, keys, notBefore: days(-90), notAfter: days(-10) });
  const longExpired = root.intermediate({ name, keys, notBefore: days(-90), notAfter: days(-20) });
  const early = root.intermediate({ name, keys, notBefore: days(10) });
  const leaf = issueTo(inDate);
  const served = (title: string, ...cas: readonly TestCa[]) =>
    chainCase(`renewed issuer: ${title}`, leaf, {
      file: leaf.certificatePem + cas.map(({ certificatePem }) => certificatePem).join(''),
    });
  return [
    served('the new one alone', inDate),
    served('the expired one alone', expired),
    served('expired, then new', expired, inDate),
    served('new, then expired', inDate, expired),
    served('both expired', longExpired, expired),
    served('one to come, then the new', early, inDate),
    served('one to come alone', early),
    served('expired and one to come', expired, early),
  ];
}

/** An anchor of the right name and another key. */
function impostorAnchors(): ChainCase[] {
  return IDENTIFIERS.flatMap(([how, options]) => {
    const real = createTestCa({ ...options, name: 'Same Root' });
    const impostor = createTestCa({ ...options, name: 'Same Root' });
    const leaf = issueTo(real, options);
    const both = real.certificatePem + impostor.certificatePem;
    return [
      chainCase(`same name, ${how}: another root`, leaf, { anchor: impostor.certificatePem }),
      chainCase(`same name, ${how}: another root, the real one served`, leaf, {
        file: leaf.certificatePem + real.certificatePem,
        anchor: impostor.certificatePem,
      }),
      chainCase(`same name, ${how}: both roots, the real one first`, leaf, { anchor: both }),
      chainCase(`same name, ${how}: both roots, the impostor first`, leaf, {
        anchor: impostor.certificatePem + real.certificatePem,
      }),
    ];
  });
}
