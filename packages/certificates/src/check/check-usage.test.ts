import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa, type TestCaOptions, type TestCertificateOptions } from '@causeway/testkit';
import { octetString } from '../der/write-der.ts';
import { extension } from '../issue/extensions.ts';
import { checkIssuerUsage, checkLeafUsage } from './check-usage.ts';
import { parsed, summaryOf } from './testing/parsed.ts';

const ca = createTestCa();
const unknown = extension('1.3.6.1.4.1.55555.1', octetString(Buffer.from('?')), 'critical');

const LEAVES: readonly (readonly [string, TestCertificateOptions, readonly string[]])[] = [
  ['a server certificate', {}, []],
  ['no purpose, no key usage', { extendedKeyUsage: null, keyUsage: null }, []],
  ['of a client', { extendedKeyUsage: ['clientAuth'] }, ['error CERTIFICATE_PURPOSE_WRONG']],
  ['key usage keyEncipherment', { keyUsage: ['keyEncipherment'] }, ['error CERTIFICATE_KEY_USAGE_WRONG']],
  ['an unknown critical extension', { extensions: [unknown] }, ['error CERTIFICATE_EXTENSION_UNKNOWN']],
  ['a CA', { isCa: true }, ['warning CERTIFICATE_IS_CA']],
];
for (const [name, options, expected] of LEAVES) {
  test(`leaf: ${name}`, () =>
    assert.deepEqual(summaryOf(checkLeafUsage(parsed(ca.issue(options)))), expected));
}

const below = { below: 1, isAnchor: false };
const top = { below: 1, isAnchor: true };
const NOT_CA = 'CERTIFICATE_ISSUER_NOT_CA';
const ISSUERS: readonly (readonly [string, TestCaOptions, typeof below, readonly string[]])[] = [
  ['an intermediate', {}, below, []],
  ['a limit that is kept', { pathLength: 1 }, below, []],
  ['a limit that is passed', { pathLength: 0 }, below, ['error CERTIFICATE_PATH_TOO_LONG']],
  ['may not sign certificates', { keyUsage: ['cRLSign'] }, below, [`error ${NOT_CA}`]],
  ['says nothing of itself', { basicConstraints: false }, below, [`error ${NOT_CA}`]],
  ['root that says keyCertSign alone', { basicConstraints: false }, top, [`warning ${NOT_CA}`]],
  ['root of version 1', { version: 1 }, top, [`warning ${NOT_CA}`]],
  ['root that says nothing', { basicConstraints: false, keyUsage: null }, top, [`error ${NOT_CA}`]],
  ['for clients only', { extendedKeyUsage: ['clientAuth'] }, below, ['error CERTIFICATE_PURPOSE_WRONG']],
];
for (const [name, options, place, expected] of ISSUERS) {
  test(`issuer: ${name}`, () =>
    assert.deepEqual(summaryOf(checkIssuerUsage(parsed(createTestCa(options)), place)), expected));
}
