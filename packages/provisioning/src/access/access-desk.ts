import { randomUUIDv7 } from 'node:crypto';
import { type AdminId, asId } from '@causeway/contract';
import { provisioningErrors } from '../errors.ts';
import type { AdminRecord, CredentialRecord, ProvisioningStore } from '../provisioning-store.ts';
import { AttemptLimit } from './attempt-limit.ts';
import { hashPassword, isPassword } from './password.ts';
import { digestOf, newSecret } from './secret.ts';

/** A working day and the evening after it. */
const SESSION_MS = 12 * 3_600_000;
const DAY_MS = 86_400_000;
const DEFAULT_TOKEN_DAYS = 365;
const SET_UP_KEY = 'set-up-link';

/** A secret that is shown once, with what is kept of it. */
export interface Issued {
  readonly secret: string;
  readonly credential: CredentialRecord;
  readonly admin: AdminRecord;
}

/** Who may do what: the set-up link, admins, sessions and API tokens. */
export class AccessDesk {
  readonly #store: ProvisioningStore;
  readonly #now: () => number;
  readonly #limit: AttemptLimit;
  /** One set-up after another: two at the same moment must not both be the first. */
  #setUps: Promise<unknown> = Promise.resolve();
  /** A hash of nothing anyone can type, so that an unknown name costs the same time as a wrong password. */
  #nobody: Promise<string> | undefined;

  constructor(store: ProvisioningStore, now: () => number) {
    this.#store = store;
    this.#now = now;
    this.#limit = new AttemptLimit(now);
  }

  /** A fresh one-time secret while there is no admin, replacing the one before; undefined afterwards. */
  async issueSetUpSecret(): Promise<string | undefined> {
    if ((await this.#store.admins.count()) > 0) return undefined;
    const secret = newSecret();
    await this.#store.settings.set(SET_UP_KEY, digestOf(secret));
    return secret;
  }

  /** Makes the first admin and signs them in. @throws SET_UP_DONE, SET_UP_LINK_INVALID, PASSWORD_TOO_SHORT */
  async setUp(request: { token: string; name: string; password: string }, from: string): Promise<Issued> {
    const mine = this.#setUps.then(() => this.#setUp(request, from));
    this.#setUps = mine.catch(() => {});
    return mine;
  }

  async #setUp(request: { token: string; name: string; password: string }, from: string): Promise<Issued> {
    this.#limit.attempt(from);
    if ((await this.#store.admins.count()) > 0) {
      throw provisioningErrors.error('SET_UP_DONE', {
        seen: 'an admin of this installation',
        expected: 'an installation that has none',
      });
    }
    if ((await this.#store.settings.get(SET_UP_KEY)) !== digestOf(request.token)) {
      throw provisioningErrors.error('SET_UP_LINK_INVALID', {
        seen: 'another token than that of the last link',
        expected: 'the whole link, as the server printed it at its last start',
      });
    }
    this.#limit.succeeded(from);
    const admin: AdminRecord = {
      id: asId<AdminId>(randomUUIDv7()),
      name: request.name,
      passwordHash: await hashPassword(request.password),
      createdAt: this.#now(),
    };
    await this.#store.admins.add(admin);
    await this.#store.settings.set(SET_UP_KEY, null);
    return this.#issue(admin, 'session', '', SESSION_MS);
  }

  /** @throws SIGN_IN_FAILED, TOO_MANY_ATTEMPTS */
  async signIn(request: { name: string; password: string }, from: string): Promise<Issued> {
    const subjects = [from, `name ${request.name}`];
    this.#limit.attempt(...subjects);
    const admin = await this.#store.admins.findByName(request.name);
    this.#nobody ??= hashPassword(newSecret());
    const isRight = await isPassword(request.password, admin?.passwordHash ?? (await this.#nobody));
    if (admin === undefined || !isRight) throw provisioningErrors.error('SIGN_IN_FAILED');
    for (const subject of subjects) this.#limit.succeeded(subject);
    return this.#issue(admin, 'session', '', SESSION_MS);
  }

  async signOut(secret: string): Promise<void> {
    await this.#store.credentials.remove(digestOf(secret));
  }

  /** @throws API_TOKEN_NAME_TAKEN */
  async issueApiToken(admin: AdminRecord, name: string, validDays = DEFAULT_TOKEN_DAYS): Promise<Issued> {
    const tokens = await this.listApiTokens(admin);
    if (tokens.some((token) => token.name === name)) {
      throw provisioningErrors.error('API_TOKEN_NAME_TAKEN', {
        seen: JSON.stringify(name),
        expected: 'a name that none of your API tokens has',
      });
    }
    return this.#issue(admin, 'api-token', name, validDays * DAY_MS);
  }

  async listApiTokens(admin: AdminRecord): Promise<CredentialRecord[]> {
    const credentials = await this.#store.credentials.listOf(admin.id);
    return credentials.filter(({ kind }) => kind === 'api-token');
  }

  /** @throws API_TOKEN_NOT_FOUND */
  async removeApiToken(admin: AdminRecord, name: string): Promise<void> {
    const token = (await this.listApiTokens(admin)).find((candidate) => candidate.name === name);
    if (token === undefined)
      throw provisioningErrors.error('API_TOKEN_NOT_FOUND', { seen: JSON.stringify(name) });
    await this.#store.credentials.remove(token.secretSha256);
  }

  /** The admin behind a session or API token. @throws SIGNED_OUT */
  async authenticate(secret: string | undefined): Promise<AdminRecord> {
    const credential =
      secret === undefined ? undefined : await this.#store.credentials.find(digestOf(secret));
    if (credential === undefined || credential.expiresAt <= this.#now()) {
      throw provisioningErrors.error('SIGNED_OUT', {
        seen: secret === undefined ? 'no session and no API token' : 'one that is unknown or has expired',
      });
    }
    const admin = await this.#store.admins.find(credential.adminId);
    if (admin === undefined) throw provisioningErrors.error('SIGNED_OUT', { seen: 'an admin who is gone' });
    return admin;
  }

  async #issue(
    admin: AdminRecord,
    kind: CredentialRecord['kind'],
    name: string,
    validMs: number,
  ): Promise<Issued> {
    const secret = newSecret();
    const createdAt = this.#now();
    const credential: CredentialRecord = {
      secretSha256: digestOf(secret),
      kind,
      adminId: admin.id,
      name,
      createdAt,
      expiresAt: createdAt + validMs,
    };
    await this.#store.credentials.add(credential);
    return { secret, credential, admin };
  }
}
