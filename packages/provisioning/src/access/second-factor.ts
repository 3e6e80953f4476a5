import { randomBytes } from 'node:crypto';
// RFC 4226 and 6238 with base32 and otpauth:// URIs, kept up since 2012, with one dependency, which is audited.
import { Secret, TOTP } from 'otpauth';
import type { AdminRecord, TotpRecord } from '../provisioning-store.ts';
import { digestOf } from './secret.ts';

/** RFC 4226 section 4 recommends 160 bits. */
const SECRET_BYTES = 20;
const PERIOD_MS = 30_000;
/** RFC 6238 section 5.2 recommends at most one step for slow fingers and clocks. */
const WINDOW_STEPS = 1;
const RECOVERY_CODES = 10;
/** 80 bits: beyond guessing, so a plain digest is enough to keep it by. */
const RECOVERY_BYTES = 10;

export function newTotp(): TotpRecord {
  const { base32 } = new Secret({ size: SECRET_BYTES });
  return { secret: base32, confirmedAt: null, lastStep: 0, recoverySha256: [] };
}

/** Whether codes are asked for: one that was begun does not count. */
export function hasTotp({ totp }: Pick<AdminRecord, 'totp'>): boolean {
  return totp !== null && totp.confirmedAt !== null;
}

/** For authenticators, as a link or a QR code. */
export function totpUri({ secret }: TotpRecord, { issuer, name }: { issuer: string; name: string }): string {
  return new TOTP({ issuer, label: name, secret: Secret.fromBase32(secret) }).toString();
}

/**
 * What is left of a second factor after that code was taken; undefined when it is not right. A code counts once (RFC
 * 6238 section 5.2), and none that is older than the last one.
 */
export function spendCode(totp: TotpRecord, code: string, now: number): TotpRecord | undefined {
  const typed = code.replaceAll(/[\s-]/g, '').toLowerCase();
  return /^\d{6}$/.test(typed) ? spendStep(totp, typed, now) : spendRecovery(totp, typed);
}

function spendStep(totp: TotpRecord, token: string, now: number): TotpRecord | undefined {
  const generator = new TOTP({ secret: Secret.fromBase32(totp.secret) });
  const delta = generator.validate({ token, timestamp: now, window: WINDOW_STEPS });
  if (delta === null) return undefined;
  const step = Math.floor(now / PERIOD_MS) + delta;
  return step > totp.lastStep ? { ...totp, lastStep: step } : undefined;
}

function spendRecovery(totp: TotpRecord, typed: string): TotpRecord | undefined {
  const digest = digestOf(typed);
  if (!totp.recoverySha256.includes(digest)) return undefined;
  return { ...totp, recoverySha256: totp.recoverySha256.filter((kept) => kept !== digest) };
}

/** Codes that each stand in for one of the authenticator's, with what is kept of them. */
export function newRecoveryCodes(): { readonly codes: string[]; readonly sha256: string[] } {
  const plain = Array.from({ length: RECOVERY_CODES }, () => randomBytes(RECOVERY_BYTES).toString('hex'));
  return { codes: plain.map((code) => code.replaceAll(/.{5}(?!$)/g, '$&-')), sha256: plain.map(digestOf) };
}
