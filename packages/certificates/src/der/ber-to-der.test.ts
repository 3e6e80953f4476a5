import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { derOf } from '../read/testing/material.ts';
import { toBer } from '../read/testing/to-ber.ts';
import { berToDer } from './ber-to-der.ts';
import { octetString, sequence, tlv } from './write-der.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('berToDer', () => {
  test('leaves every byte of DER as it is, and what stands behind it out', () => {
    const der = derOf(createTestCa().certificatePem);
    assert.deepEqual(berToDer(Buffer.concat([der, Buffer.from('\n\n')])), der);
  });

  test('keeps a signed part as it is inside of something that is not DER', () => {
    const signed = hex('30 81 03 02 01 05');
    assert.deepEqual(berToDer(Buffer.concat([hex('30 80'), signed, hex('00 00')])), sequence(signed));
  });

  test('makes lengths definite and strings whole', () => {
    assert.deepEqual(
      berToDer(hex('24 80 04 01 61 24 04 04 02 62 63 00 00')),
      octetString(Buffer.from('abc')),
    );
    const der = sequence(
      octetString(Buffer.alloc(250, 7)),
      sequence(tlv(0x05)),
      octetString(Buffer.alloc(0)),
    );
    assert.notDeepEqual(toBer(der), der);
    assert.deepEqual(berToDer(toBer(der)), der);
  });

  for (const [what, text] of Object.entries({
    nothing: '',
    'a tag alone': '30',
    'a length that is cut off': '30 82 01',
    'a length of five bytes': '30 85 00 00 00 00 01 02',
    'content that is cut off': '30 03 02 01',
    'a member that is longer than what it is in': '30 03 02 02 01 00',
    'a string without an end': '24 80 04 01 61',
    'a string of something else': '24 03 02 01 05',
    'an indefinite length with nothing inside': '04 80 00 00',
    'a tag in several bytes': '1f 81 01 00',
  })) {
    test(`refuses ${what}`, () => assert.throws(() => berToDer(hex(text)), RangeError));
  }

  test('refuses what is too deep, and goes as deep as 32 levels', () => {
    const nested = (levels: number) => hex('30 80'.repeat(levels) + '00 00'.repeat(levels));
    assert.equal(berToDer(nested(32)).length, 64);
    assert.throws(() => berToDer(nested(34)), /deeper than 32/);
    assert.throws(() => berToDer(Buffer.alloc(1_000_000, hex('30 80'))), /deeper than 32/);
  });

  test('refuses more elements than any file has', () => {
    assert.throws(() => berToDer(sequence(Buffer.alloc(200_000, hex('05 00')))), /more than 50000 elements/);
  });
});
