import { randomUUIDv7 } from 'node:crypto';
import { type AdminId, asId, type Scheme } from '@causeway/contract';
import type { SetUp, SignIn } from '@causeway/contract/admin';
import { placeOf } from '@causeway/endpoint';
import { provisioningErrors } from '../errors.ts';
import type { AdminRecord, ProvisioningStore } from '../provisioning-store.ts';
import { AttemptLimit, type Subject } from './attempt-limit.ts';
import { CredentialsDesk, type Issued } from './credentials-desk.ts';
import { OwnDesk } from './own-desk.ts';
import { hashPassword, isPassword } from './password.ts';
import type { Reach } from './reach.ts';
import { digestOf, newSecret } from './secret.ts';
import { SteadyClock } from './steady-clock.ts';
import { takeCode } from './take-code.ts';
import { UsersDesk } from './users-desk.ts';

const SET_UP_KEY = 'set-up-link';
/** Failures under one name from anywhere: enough for no stranger to keep an admin out, and few for a guesser. */
const FREE_FAILURES_OF_NAME = 100;
const DAY_MS = 86_400_000;
/** 400 days: a clock that is wrong for a moment must take no API token for good. A session is begun anew in a moment. */
const API_TOKENS_KEPT_MS = 400 * DAY_MS;
/** A clock that is further ahead than that has ended every session, too: within a day somebody sees it. */
const STEADY_MS = DAY_MS;

export interface AccessDeskOptions {
  readonly store: ProvisioningStore;
  readonly now: () => number;
  readonly reach: Reach;
}

/** Who may do what at one reach: the set-up link, users, sessions and API tokens. */
export class AccessDesk {
  readonly reach: Reach;
  readonly credentials: CredentialsDesk;
  readonly users: UsersDesk;
  readonly own: OwnDesk;
  readonly limit: AttemptLimit;
  readonly #store: ProvisioningStore;
  readonly #now: () => number;
  readonly #clock = new SteadyClock();
  /** One set-up after another: two at the same moment must not both be the first. */
  #setUps: Promise<unknown> = Promise.resolve();
  /** A hash of nothing anyone can type, so that an unknown name costs the same time as a wrong password. */
  #nobody: Promise<string> | undefined;

  constructor({ store, now, reach }: AccessDeskOptions) {
    this.reach = reach;
    this.#store = store;
    this.#now = now;
    this.limit = new AttemptLimit(now);
    this.credentials = new CredentialsDesk(store, now, reach);
    this.users = new UsersDesk(store, now, reach);
    this.own = new OwnDesk({ store, now, reach, limit: this.limit });
  }

  /** A fresh one-time secret while there is no admin, replacing the one before; undefined afterwards. */
  async issueSetUpSecret(): Promise<string | undefined> {
    if (await this.isSetUp()) return undefined;
    const secret = newSecret();
    await this.#store.settings.set(SET_UP_KEY, digestOf(secret));
    return secret;
  }

  /** Makes the first admin and signs them in. @throws SET_UP_DONE, SET_UP_LINK_INVALID, PASSWORD_TOO_SHORT */
  async setUp(request: SetUp, from: string): Promise<Issued> {
    const mine = this.#setUps.then(() => this.#setUp(request, from));
    this.#setUps = mine.catch(() => {});
    return mine;
  }

  async #setUp({ token, name, password }: SetUp, from: string): Promise<Issued> {
    const place = placeOf(from);
    this.limit.attempt(place);
    if (await this.isSetUp()) {
      throw provisioningErrors.error('SET_UP_DONE', {
        seen: 'an admin of this installation',
        expected: 'an installation that has none',
      });
    }
    if ((await this.#store.settings.get(SET_UP_KEY)) !== digestOf(token)) {
      throw provisioningErrors.error('SET_UP_LINK_INVALID', {
        seen: 'another token than that of the last link',
        expected: 'the whole link, as the server printed it at its last start',
      });
    }
    this.limit.succeeded(place);
    const admin: AdminRecord = {
      id: asId<AdminId>(randomUUIDv7()),
      ...{ name, role: 'admin', tenantId: null, totp: null, identity: null },
      passwordHash: await hashPassword(password),
      createdAt: this.#now(),
    };
    await this.#store.admins.add(admin);
    await this.#store.settings.set(SET_UP_KEY, null);
    return this.credentials.startSession(admin);
  }

  /** @throws SIGN_IN_FAILED, TOTP_NEEDED and TOTP_CODE_WRONG once the password was right, TOO_MANY_ATTEMPTS */
  async signIn(request: SignIn, from: string, scheme?: Scheme): Promise<Issued> {
    return this.limit.guard(subjectsOf(request.name, placeOf(from)), async () =>
      this.credentials.startSession(await this.#admit(request), scheme),
    );
  }

  /** Counts as a failure until all of it is right: else the right password would set guesses of codes free. */
  async #admit({ name, password, code }: SignIn): Promise<AdminRecord> {
    const admin = await this.#store.admins.findByName(this.reach?.id ?? null, name);
    this.#nobody ??= hashPassword(newSecret());
    const isRight = await isPassword(password, admin?.passwordHash ?? (await this.#nobody));
    if (admin === undefined || !isRight) throw provisioningErrors.error('SIGN_IN_FAILED');
    await this.#requireCode(admin, code);
    return admin;
  }

  async #requireCode(admin: AdminRecord, code: string | undefined): Promise<void> {
    const { totp } = admin;
    if (totp === null || totp.confirmedAt === null) return;
    if (code === undefined) {
      throw provisioningErrors.error('TOTP_NEEDED', { seen: 'a password alone', expected: 'a code with it' });
    }
    await takeCode({ admin, totp, code, now: this.#now(), store: this.#store });
  }

  /** Takes away what no longer opens anything: ended sessions, API tokens that ended long ago, and the link that was used. */
  async keepUp(): Promise<void> {
    const { credentials, settings } = this.#store;
    const now = this.#now();
    await credentials.removeExpired('session', now);
    if (this.#clock.lookAt(now) >= STEADY_MS)
      await credentials.removeExpired('api-token', now - API_TOKENS_KEPT_MS);
    if ((await settings.get(SET_UP_KEY)) !== undefined && (await this.isSetUp()))
      await settings.set(SET_UP_KEY, null);
  }

  /** Whether there is an admin of the installation. */
  async isSetUp(): Promise<boolean> {
    return (await this.#store.admins.list(null)).length > 0;
  }
}

/** By the place, which may try many names, and by the name there and anywhere. */
function subjectsOf(name: string, place: string): Subject[] {
  const anywhere = { name: `name ${name}`, freeFailures: FREE_FAILURES_OF_NAME };
  return [place, `from ${place} name ${name}`, anywhere];
}
