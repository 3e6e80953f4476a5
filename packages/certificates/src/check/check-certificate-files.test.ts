import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { checkCertificateFiles } from './check-certificate-files.ts';
import { summaryOf } from './testing/parsed.ts';

const hostname = 'a.acme.example';
const at = Date.now();
const root = createTestCa({ name: 'Root' });
const leaf = root.issue({ hostnames: [hostname] });

test('usable, with what was read', () => {
  const report = checkCertificateFiles({ file: leaf.chainPem, anchor: root.certificatePem, hostname, at });
  assert.equal(report.verdict, 'usable');
  assert.deepEqual(report.findings, []);
  assert.equal(report.certificate?.sha256, leaf.sha256);
  assert.equal(report.certificate?.issuer, 'CN=Root');
  assert.deepEqual(report.certificate?.hostnames, [hostname]);
});

test('unusable by one error, usable with warnings', () => {
  const notAfter = at + 5 * 86_400_000;
  const file = root.issue({ hostnames: [hostname], notAfter }).chainPem;
  const judged = (time: number) =>
    checkCertificateFiles({ file, anchor: root.certificatePem, hostname, at: time });
  assert.equal(judged(at).verdict, 'usable');
  assert.deepEqual(summaryOf(judged(at).findings), [
    'warning CERTIFICATE_EXPIRES_SOON',
    'warning CERTIFICATE_SHORTER_THAN_ACTIVE_WINDOW',
  ]);
  assert.equal(judged(notAfter + 1000).verdict, 'unusable');
});

test('what cannot be read is unusable and has no certificate', () => {
  const { verdict, certificate } = checkCertificateFiles({ file: 'nothing', hostname, at });
  assert.equal(verdict, 'unusable');
  assert.equal(certificate, undefined);
});
