import { createHmac, generateKeyPairSync } from 'node:crypto';
import { createTestCa } from '@causeway/testkit';
import { integer, nullValue, objectIdentifier, octetString, sequence, tlv } from '../../../der/write-der.ts';
import { ecdsa } from '../material.ts';

const SIZE = 1_048_576;
const DATA = '1.2.840.113549.1.7.1';
const none = Buffer.alloc(0);

const explicit = (content: Uint8Array) => tlv(0xa0, content);
const repeated = (hex: string, size = SIZE) => Buffer.alloc(size, Buffer.from(hex, 'hex'));
const pfx = (safes: Uint8Array, mac: Uint8Array = none) =>
  sequence(integer(3), sequence(objectIdentifier(DATA), explicit(octetString(safes))), mac);
const plainSafe = (bags: Uint8Array) => sequence(objectIdentifier(DATA), explicit(octetString(bags)));

function pbkdf2(iterations: number | Buffer, prf: string): Buffer {
  const kdf = sequence(
    octetString(Buffer.alloc(8)),
    integer(iterations),
    sequence(objectIdentifier(prf), nullValue()),
  );
  const aes = sequence(objectIdentifier('2.16.840.1.101.3.4.1.42'), octetString(Buffer.alloc(16)));
  const parameters = sequence(sequence(objectIdentifier('1.2.840.113549.1.5.12'), kdf), aes);
  return sequence(objectIdentifier('1.2.840.113549.1.5.13'), parameters);
}

function pkcs12(oid: string, iterations: number, salt = Buffer.alloc(8)): Buffer {
  return sequence(
    objectIdentifier(`1.2.840.113549.1.12.1.${oid}`),
    sequence(octetString(salt), integer(iterations)),
  );
}

function scrypt(N: number, r: number, p: number): Buffer {
  const kdf = sequence(octetString(Buffer.alloc(8)), integer(N), integer(r), integer(p));
  const aes = sequence(objectIdentifier('2.16.840.1.101.3.4.1.42'), octetString(Buffer.alloc(16)));
  const parameters = sequence(sequence(objectIdentifier('1.3.6.1.4.1.11591.4.11'), kdf), aes);
  return sequence(objectIdentifier('1.2.840.113549.1.5.13'), parameters);
}

function encryptedSafe(algorithm: Buffer, bytes = 4096): Buffer {
  const content = sequence(objectIdentifier(DATA), algorithm, tlv(0x80, Buffer.alloc(bytes)));
  return sequence(objectIdentifier('1.2.840.113549.1.7.6'), explicit(sequence(integer(0), content)));
}

function macData(iterations: number, salt = Buffer.alloc(8)): Buffer {
  const digest = sequence(objectIdentifier('2.16.840.1.101.3.4.2.1'), nullValue());
  const mac = octetString(createHmac('sha256', 'no key').digest());
  return sequence(sequence(digest, mac), octetString(salt), integer(iterations));
}

/** Certificates of one name, none signed by another: each signature is checked with each key. */
function slowSignatures(namedCurve: string, count: number): Buffer {
  const keysOf = () => generateKeyPairSync('ec', { namedCurve });
  const signer = createTestCa({ name: 'Same', keys: keysOf() });
  const made = Array.from({ length: count }, () => signer.intermediate({ name: 'Same', keys: keysOf() }));
  return Buffer.from(made.map(({ certificatePem }) => certificatePem).join('') + (made[0]?.keyPem ?? ''));
}

/** Inputs that are made to cost: depth, counts, iterations, memory, comparisons. */
export function bombs(): Record<string, readonly Buffer[]> {
  const bag = sequence(objectIdentifier('1.2.840.113549.1.12.10.1.5'), explicit(nullValue()));
  const huge = Buffer.alloc(8, 0x7f);
  const alone = {
    'nested without end': repeated('3080'),
    'nested strings': repeated('2480'),
    'nested inside a PFX': pfx(repeated('3080', 900_000)),
    'members of nothing': sequence(integer(3), sequence(repeated('0500', SIZE - 40))),
    'pieces of a string': Buffer.concat([Buffer.from('2480', 'hex'), repeated('040161', SIZE - 8)]),
    'pieces inside a PFX': pfx(tlv(0x24, repeated('040161', 900_000))),
    'bags of nothing': pfx(sequence(plainSafe(sequence(...Array<Buffer>(40_000).fill(bag))))),
    'parts of nothing': pfx(sequence(...Array<Buffer>(30_000).fill(plainSafe(none)))),
    'a mebibyte of zeros': Buffer.alloc(SIZE),
    'a mebibyte of text': Buffer.alloc(SIZE, 'x'),
    'a mebibyte of dashes': Buffer.alloc(SIZE, '-'),
    'blocks that begin': Buffer.alloc(SIZE, '-----BEGIN A-----\n'),
    'blocks of nothing': Buffer.alloc(SIZE - (SIZE % 32), '-----BEGIN AB----------END AB---'),
    'one block of a mebibyte': Buffer.from(
      `-----BEGIN CERTIFICATE-----${'A'.repeat(SIZE - 60)}-----END CERTIFICATE-----`,
    ),
    'iterations of PBKDF2': pfx(sequence(encryptedSafe(pbkdf2(0x7fffffff, '1.2.840.113549.2.11')))),
    'iterations beyond numbers': pfx(sequence(encryptedSafe(pbkdf2(huge, '1.2.840.113549.2.9')))),
    'as many of SHA-1 as are done': pfx(sequence(encryptedSafe(pbkdf2(799_000, '1.2.840.113549.2.7')))),
    'as many of SHA-512 as are done': pfx(sequence(encryptedSafe(pbkdf2(799_000, '1.2.840.113549.2.11')))),
    'as many of PKCS#12 as are done': pfx(sequence(encryptedSafe(pkcs12('6', 199_000)))),
    'iterations of the MAC': pfx(sequence(), macData(0x7fffffff)),
    'as many of the MAC as are done': pfx(sequence(), macData(399_000)),
    'a salt of a mebibyte': pfx(sequence(), macData(1000, Buffer.alloc(900_000, 1))),
    'a salt of the encryption': pfx(sequence(encryptedSafe(pkcs12('3', 10, Buffer.alloc(900_000, 1))))),
    'RC2 over a mebibyte': pfx(sequence(encryptedSafe(pkcs12('6', 1), 1_000_000))),
    'parts that each cost': pfx(
      sequence(...Array<Buffer>(20).fill(encryptedSafe(pbkdf2(300_000, '1.2.840.113549.2.9')))),
    ),
    'slow signatures of P-521': slowSignatures('P-521', 10),
    'slow signatures of sect571k1': slowSignatures('sect571k1', 10),
    'slow signatures, too many': slowSignatures('P-256', 1_000),
  };
  const keys = {
    'scrypt of a gigabyte': sequence(scrypt(1_048_576, 8, 1), octetString(Buffer.alloc(64))),
    'scrypt without end': sequence(scrypt(16_384, 8, 0x7fffffff), octetString(Buffer.alloc(64))),
    'as much scrypt as is done': sequence(scrypt(16_384, 8, 12), octetString(Buffer.alloc(64))),
    'as much of PBKDF2 in a key as is done': sequence(
      pbkdf2(799_000, '1.2.840.113549.2.10'),
      octetString(Buffer.alloc(64)),
    ),
  };
  const chain = Buffer.from(ecdsa.leaf.certificatePem + ecdsa.above);
  return {
    ...Object.fromEntries(Object.entries(alone).map(([name, bytes]) => [name, [bytes]])),
    ...Object.fromEntries(Object.entries(keys).map(([name, bytes]) => [name, [bytes, chain]])),
  };
}
