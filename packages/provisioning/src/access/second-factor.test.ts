import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import type { TotpRecord } from '../provisioning-store.ts';
import { newRecoveryCodes, newTotp, spendCode, totpUri } from './second-factor.ts';
import { digestOf } from './secret.ts';

/** RFC 6238 appendix B: the ASCII text 12345678901234567890. */
const secret = Secret.fromLatin1('12345678901234567890').base32;
const totp: TotpRecord = { ...newTotp(), secret };
const STEP_MS = 30_000;

const codeAt = (now: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });

/** RFC 6238 appendix B, the last six of eight digits. */
const VECTORS = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;

test('codes are those of RFC 6238', () => {
  for (const [seconds, code] of VECTORS) {
    const spent = spendCode(totp, code, seconds * 1000);
    assert.equal(spent?.lastStep, Math.floor(seconds / 30), code);
  }
});

test('a step before and after is let through, no more, and each once', () => {
  const now = 1_800_000_000_000;
  for (const [steps, isTaken] of [
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ] as const) {
    const code = codeAt(now + steps * STEP_MS);
    const spent = spendCode(totp, code, now);
    assert.equal(spent !== undefined, isTaken, String(steps));
    if (spent !== undefined) assert.equal(spendCode(spent, code, now), undefined, 'a second time');
  }
  const spent = spendCode(totp, codeAt(now), now) ?? assert.fail();
  assert.equal(spendCode(spent, codeAt(now - STEP_MS), now), undefined, 'one that is older than the last');
  assert.ok(spendCode(spent, codeAt(now + STEP_MS), now + STEP_MS));
});

test('what is no code is none, and blanks between digits are forgiven', () => {
  const now = 1_800_000_000_000;
  const code = codeAt(now);
  for (const wrong of ['', ' ', '12345', '1234567', `${code}0`, 'abcdef', '١٢٣٤٥٦', digestOf('x')])
    assert.equal(spendCode(totp, wrong, now), undefined, wrong);
  assert.ok(spendCode(totp, ` ${code.slice(0, 3)} ${code.slice(3)} `, now));
});

test('ten recovery codes count once each, however they are typed', () => {
  const { codes, sha256 } = newRecoveryCodes();
  assert.equal(new Set(codes).size, 10);
  let left: TotpRecord = { ...totp, recoverySha256: sha256 };
  for (const code of codes) {
    assert.match(code, /^[0-9a-f]{5}(-[0-9a-f]{5}){3}$/);
    const spent = spendCode(left, code.toUpperCase().replaceAll('-', ' '), 0) ?? assert.fail(code);
    assert.equal(spendCode(spent, code, 0), undefined);
    left = spent;
  }
  assert.deepEqual(left.recoverySha256, []);
});

test('each secret is another, of 160 bits, and its URI says whose it is', () => {
  const [one, other] = [newTotp(), newTotp()];
  assert.notEqual(one.secret, other.secret);
  assert.equal(Secret.fromBase32(one.secret).bytes.length, 20);
  const uri = new URL(totpUri(one, { issuer: 'Causeway', name: 'acme/ada' }));
  assert.equal(uri.protocol, 'otpauth:');
  assert.equal(uri.searchParams.get('secret'), one.secret);
  assert.equal(uri.searchParams.get('issuer'), 'Causeway');
  assert.match(decodeURIComponent(uri.pathname), /Causeway:acme\/ada$/);
});
