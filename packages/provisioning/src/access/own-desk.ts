import type { BegunTotpView, ChangePassword, RemoveTotp } from '@causeway/contract/admin';
import { provisioningErrors } from '../errors.ts';
import type { AdminRecord, ProvisioningStore, TotpRecord } from '../provisioning-store.ts';
import type { AttemptLimit } from './attempt-limit.ts';
import { requireSession, type SignedIn } from './credentials-desk.ts';
import { hashPassword, isPassword } from './password.ts';
import { nameAt, type Reach } from './reach.ts';
import { hasTotp, newRecoveryCodes, newTotp, totpUri } from './second-factor.ts';
import { codeWrong, takeCode } from './take-code.ts';

const CHANGED_MEANWHILE = 'a password or second factor that was changed meanwhile';

export interface OwnDeskOptions {
  readonly store: ProvisioningStore;
  readonly now: () => number;
  readonly reach: Reach;
  /** A stolen session is no place to guess the password at, either. */
  readonly limit: AttemptLimit;
}

/** How one signs in oneself: password and second factor. In a session, not with an API token. */
export class OwnDesk {
  readonly #options: OwnDeskOptions;

  constructor(options: OwnDeskOptions) {
    this.#options = options;
  }

  /** Ends every other session, and API tokens where that is asked for. @throws SESSION_NEEDED, PASSWORD_NONE, PASSWORD_WRONG, PASSWORD_TOO_SHORT */
  async changePassword(
    me: SignedIn,
    { password, newPassword, revokeApiTokens }: ChangePassword,
  ): Promise<void> {
    const { store } = this.#options;
    const { id } = me.admin;
    requirePassword(me);
    await this.#guarded(me.admin, () => requireRight(password, me.admin));
    const { passwordHash } = me.admin;
    const fresh = { passwordHash: await hashPassword(newPassword) };
    if (!(await store.admins.update(id, fresh, { passwordHash }))) throw passwordWrong(CHANGED_MEANWHILE);
    await store.credentials.removeOf(id, { kind: 'session', except: me.credential.secretSha256 });
    if (revokeApiTokens) await store.credentials.removeOf(id, { kind: 'api-token' });
  }

  /** Counts once `confirmTotp` has seen a code of it. @throws SESSION_NEEDED, PASSWORD_NONE, TOTP_ON */
  async beginTotp(me: SignedIn): Promise<BegunTotpView> {
    requirePassword(me);
    const { admin } = me;
    refuseOn(admin);
    const totp = newTotp();
    if (!(await this.#options.store.admins.update(admin.id, { totp }, { totp: admin.totp })))
      throw totpOn(admin);
    const uri = totpUri(totp, { issuer: 'Causeway', name: nameAt(this.#options.reach, admin.name) });
    return { secret: totp.secret, uri };
  }

  /** Answers the recovery codes. @throws SESSION_NEEDED, TOTP_NOT_BEGUN, TOTP_ON, TOTP_CODE_WRONG, TOO_MANY_ATTEMPTS */
  async confirmTotp(me: SignedIn, code: string): Promise<string[]> {
    requireSession(me);
    const { admin } = me;
    const totp = totpOf(admin);
    refuseOn(admin);
    const { codes, sha256 } = newRecoveryCodes();
    const confirmed = { confirmedAt: this.#options.now(), recoverySha256: sha256 };
    await this.#guarded(admin, () => takeCode({ ...this.#at(), admin, totp, code }, confirmed));
    return codes;
  }

  /** By a code or the password. @throws SESSION_NEEDED, TOTP_NOT_BEGUN, TOTP_CODE_WRONG, PASSWORD_WRONG, TOO_MANY_ATTEMPTS */
  async removeTotp(me: SignedIn, { code, password }: RemoveTotp): Promise<void> {
    requireSession(me);
    const { admin } = me;
    const totp = totpOf(admin);
    await this.#guarded(admin, () =>
      code !== undefined ? takeCode({ ...this.#at(), admin, totp, code }) : requireRight(password, admin),
    );
    if (await this.#options.store.admins.update(admin.id, { totp: null }, admin)) return;
    throw code !== undefined ? codeWrong() : passwordWrong(CHANGED_MEANWHILE);
  }

  #at() {
    return { now: this.#options.now(), store: this.#options.store };
  }

  async #guarded(admin: AdminRecord, prove: () => Promise<void>): Promise<void> {
    await this.#options.limit.guard([`own ${admin.id}`], prove);
  }
}

function requirePassword(me: SignedIn): void {
  requireSession(me);
  if (me.admin.passwordHash === null) throw passwordNone(me.admin);
}

/** Makes the error; the caller throws. */
export function passwordNone({ name }: AdminRecord): Error {
  const seen = `${JSON.stringify(name)}, who comes by OpenID Connect`;
  return provisioningErrors.error('PASSWORD_NONE', { seen, expected: 'a user with a password' });
}

async function requireRight(password: string | undefined, { passwordHash }: AdminRecord): Promise<void> {
  if (password !== undefined && passwordHash !== null && (await isPassword(password, passwordHash))) return;
  throw passwordWrong(password === undefined ? 'neither a code nor a password' : 'another password');
}

function passwordWrong(seen: string): Error {
  return provisioningErrors.error('PASSWORD_WRONG', { seen });
}

function totpOf({ name, totp }: AdminRecord): TotpRecord {
  if (totp === null) {
    const seen = `${JSON.stringify(name)} without a second factor`;
    throw provisioningErrors.error('TOTP_NOT_BEGUN', { seen, expected: 'one that was begun' });
  }
  return totp;
}

function refuseOn(admin: AdminRecord): void {
  if (hasTotp(admin)) throw totpOn(admin);
}

function totpOn({ name }: AdminRecord): Error {
  const seen = `${JSON.stringify(name)} with a second factor`;
  return provisioningErrors.error('TOTP_ON', { seen, expected: 'a user without one' });
}
