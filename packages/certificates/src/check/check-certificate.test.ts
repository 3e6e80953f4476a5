import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { checkCertificate } from './check-certificate.ts';
import { isAcceptedUnder } from './is-accepted-under.ts';
import { summaryOf } from './testing/parsed.ts';

const hostname = 'a.acme.example';
const at = Date.now();
const ca = createTestCa();
const leaf = ca.issue({ hostnames: [hostname] });
const anchorsPem = [ca.certificatePem];

test('a sound certificate has no findings', () => {
  const { chainPem, keyPem } = leaf;
  assert.deepEqual(checkCertificate({ chainPem, keyPem, hostname, anchorsPem, at }), []);
});

test('errors come before warnings', () => {
  const { chainPem } = ca.issue({ hostnames: ['b.acme.example'], isCa: true, algorithm: 'ed25519' });
  assert.deepEqual(summaryOf(checkCertificate({ chainPem, hostname, anchorsPem, at })), [
    'error CERTIFICATE_NAME_MISMATCH',
    'warning CERTIFICATE_KEY_UNCOMMON',
    'warning CERTIFICATE_IS_CA',
  ]);
});

test('the key of another certificate', () => {
  const { keyPem } = ca.issue();
  const found = checkCertificate({ chainPem: leaf.chainPem, keyPem, hostname, anchorsPem, at });
  assert.deepEqual(summaryOf(found), ['error CERTIFICATE_KEY_MISMATCH']);
});

test('a key that should be here and stays elsewhere', () => {
  const { chainPem } = leaf;
  const [found, ...others] = checkCertificate({ chainPem, keyPem: '', hostname, anchorsPem, at });
  assert.deepEqual([found?.severity, found?.code, others], ['error', 'CERTIFICATE_KEY_ELSEWHERE', []]);
  assert.ok(found?.seen && found.expected && found.remedy);
});

test('what cannot be read is a finding, not an exception', () => {
  const check = (chainPem: string) => summaryOf(checkCertificate({ chainPem, hostname, anchorsPem, at }));
  const [, ...rest] = leaf.chainPem.split('\n');
  assert.deepEqual(check(''), ['error CERTIFICATE_MISSING']);
  assert.deepEqual(check(['-----BEGIN CERTIFICATE-----', ...rest.slice(1)].join('\n')), [
    'error CERTIFICATE_MALFORMED',
  ]);
});

test('accepted under exactly these anchors, at that time, for that name', () => {
  const accepts = (name: string, anchors: readonly string[], time: number) =>
    isAcceptedUnder(leaf.chainPem, name, anchors, time);
  assert.ok(accepts(hostname, anchorsPem, at));
  assert.ok(accepts(hostname, [createTestCa().certificatePem, ...anchorsPem], at));
  assert.ok(!accepts('b.acme.example', anchorsPem, at));
  assert.ok(!accepts(hostname, [createTestCa().certificatePem], at));
  assert.ok(!accepts(hostname, [], at));
  assert.ok(!accepts(hostname, anchorsPem, at + 366 * 86_400_000));
});

test('a validity shorter than the active window is no reason to refuse', () => {
  const { chainPem } = ca.issue({ hostnames: [hostname], notAfter: at + 86_400_000 });
  assert.ok(isAcceptedUnder(chainPem, hostname, anchorsPem, at));
});
