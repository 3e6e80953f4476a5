import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alarmsOf, missedOf, ofAPrivateCa } from './judge-findings.ts';

const revocation = {
  id: 'cert_revocation',
  severity: 'HIGH',
  finding: 'Neither CRL nor OCSP URI provided',
};

test('whatever is above LOW or was not found out is an alarm, a severity of tomorrow too', () => {
  const findings = ['OK', 'INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL', 'WARN', 'FATAL', 'DIRE'].map(
    (severity) => ({ id: 'x', severity, finding: '' }),
  );
  const alarms = alarmsOf(findings, []).map(({ severity }) => severity);
  assert.deepEqual(alarms, ['MEDIUM', 'HIGH', 'CRITICAL', 'WARN', 'FATAL', 'DIRE']);
});

test('an explanation covers the very words of one finding', () => {
  assert.deepEqual(alarmsOf([revocation], [ofAPrivateCa]), []);
  const revoked = { ...revocation, finding: 'revoked' };
  assert.deepEqual(alarmsOf([revoked], [ofAPrivateCa]), [revoked]);
  const other = { ...revocation, id: 'cert_trust' };
  assert.deepEqual(alarmsOf([other], [ofAPrivateCa]), [other]);
});

test('a scan that was cut off has missed checks', () => {
  assert.ok(missedOf([]).includes('RC4'));
  assert.ok(missedOf([{ id: 'RC4', severity: 'WARN', finding: '' }]).includes('RC4'));
  assert.ok(!missedOf([{ id: 'RC4', severity: 'OK', finding: '' }]).includes('RC4'));
});
