import type { Scheme } from '@causeway/contract';
import type { ApiTokenView, Role, UserApiTokenView } from '@causeway/contract/admin';
import { provisioningErrors } from '../errors.ts';
import type { AdminRecord, CredentialRecord, ProvisioningStore } from '../provisioning-store.ts';
import type { Reach } from './reach.ts';
import { lowerOf, requireRole } from './roles.ts';
import { digestOf, newSecret } from './secret.ts';

/** A working day and the evening after it. */
const SESSION_MS = 12 * 3_600_000;
const DAY_MS = 86_400_000;
const DEFAULT_TOKEN_DAYS = 365;
/** Who looks at the last use asks whether it was today, not whether it was this second: no write for every request. */
const USE_NOTED_EVERY_MS = 60_000;
const NEVER_USED = { lastUsedAt: null, lastUsedFrom: null, userAgent: null } as const;

/** A secret that is shown once, with what is kept of it. */
export interface Issued {
  readonly secret: string;
  readonly credential: CredentialRecord;
  readonly admin: AdminRecord;
}

/** Who sent a request, by what, and what they may do with it. */
export interface SignedIn {
  readonly admin: AdminRecord;
  readonly credential: CredentialRecord;
  /** The lower of the admin's and the credential's at this moment. */
  readonly role: Role;
}

/** Who sends a request, as the listener knows it; the program by its own words. */
export interface Caller {
  readonly scheme: Scheme;
  /** IP address. */
  readonly from: string | null;
  readonly userAgent: string | null;
}

/** @throws SESSION_NEEDED */
export function requireSession({ credential }: SignedIn): void {
  if (credential.kind === 'session') return;
  throw provisioningErrors.error('SESSION_NEEDED', { seen: 'an API token', expected: 'a session' });
}

export interface NewToken {
  readonly name: string;
  readonly validDays?: number;
  /** Without it, that of who makes it. */
  readonly role?: Role;
}

/** Sessions and API tokens of one reach. */
export class CredentialsDesk {
  readonly #store: ProvisioningStore;
  readonly #now: () => number;
  readonly #reach: Reach;

  constructor(store: ProvisioningStore, now: () => number, reach: Reach) {
    this.#store = store;
    this.#now = now;
    this.#reach = reach;
  }

  /** Who is behind a session or API token. @throws SIGNED_OUT, also for one of another reach or scheme */
  async authenticate(secret: string | undefined, caller: Caller): Promise<SignedIn> {
    const credential =
      secret === undefined ? undefined : await this.#store.credentials.find(digestOf(secret));
    const admin = credential && (await this.#store.admins.find(credential.adminId));
    const isOurs = admin !== undefined && admin.tenantId === this.#tenantId;
    if (credential === undefined || !isOurs || !this.#counts(credential, caller)) {
      throw signedOut(
        secret === undefined ? 'no session and no API token' : 'one that is unknown or has expired',
      );
    }
    await this.#noteUse(credential, caller);
    return { admin, credential, role: lowerOf(admin.role, credential.role) };
  }

  /** What was heard over HTTP, be it a cookie, opens nothing over HTTPS. */
  #counts(credential: CredentialRecord, caller: Caller): boolean {
    const { scheme } = credential;
    return !this.#hasEnded(credential) && (scheme === null || scheme === caller.scheme);
  }

  #hasEnded({ expiresAt }: CredentialRecord): boolean {
    return expiresAt <= this.#now();
  }

  async #noteUse({ secretSha256, lastUsedAt }: CredentialRecord, caller: Caller): Promise<void> {
    const now = this.#now();
    if (lastUsedAt !== null && Math.abs(now - lastUsedAt) < USE_NOTED_EVERY_MS) return;
    const { from: lastUsedFrom, userAgent } = caller;
    const use = { lastUsedAt: now, lastUsedFrom, userAgent };
    // Where nothing can be written any more, an admin has to be let in all the more.
    await this.#store.credentials.noteUse(secretSha256, use).catch(() => {});
  }

  /** @throws SIGN_IN_FAILED when that admin signs in otherwise by now, or is gone */
  async startSession(admin: AdminRecord, scheme: Scheme = 'https'): Promise<Issued> {
    const issued = this.#new(admin, { kind: 'session', name: '', role: 'admin', scheme }, SESSION_MS);
    if (await this.#store.credentials.add(issued.credential, { admin })) return issued;
    throw provisioningErrors.error('SIGN_IN_FAILED');
  }

  async endSession(secret: string): Promise<void> {
    await this.#store.credentials.remove(digestOf(secret));
  }

  /** Sessions and API tokens. */
  async endAll(admin: AdminRecord): Promise<void> {
    await this.#store.credentials.removeOf(admin.id);
  }

  async listSessions(admin: AdminRecord): Promise<CredentialRecord[]> {
    return this.#list(admin, 'session');
  }

  /** @throws SESSION_NOT_FOUND, SESSION_NEEDED */
  async removeSession(me: SignedIn, id: string): Promise<void> {
    requireSession(me);
    const session = (await this.listSessions(me.admin)).find(({ secretSha256 }) => secretSha256 === id);
    if (session === undefined)
      throw provisioningErrors.error('SESSION_NOT_FOUND', { seen: JSON.stringify(id) });
    await this.#store.credentials.remove(session.secretSha256);
  }

  /** All of mine but the one that asks. @throws SESSION_NEEDED */
  async removeOtherSessions(me: SignedIn): Promise<void> {
    requireSession(me);
    const except = me.credential.secretSha256;
    await this.#store.credentials.removeOf(me.admin.id, { kind: 'session', except });
  }

  /**
   * Takes the place of one of that name that has ended.
   * @throws API_TOKEN_NAME_TAKEN, NOT_ALLOWED for a role above that of who makes it, SIGNED_OUT when what asks has ended
   */
  async issueApiToken({ admin, credential: by, role: own }: SignedIn, request: NewToken): Promise<Issued> {
    const { name, validDays = DEFAULT_TOKEN_DAYS, role = own } = request;
    requireRole(own, role);
    await this.#forgetEnded(admin, name);
    const what = { kind: 'api-token', name, role, scheme: null } as const;
    const issued = this.#new(admin, what, validDays * DAY_MS);
    if (await this.#store.credentials.add(issued.credential, by)) return issued;
    throw signedOut('one that has ended meanwhile');
  }

  async #forgetEnded(admin: AdminRecord, name: string): Promise<void> {
    const tokens = await this.#store.credentials.listOf(admin.id);
    const ended = tokens.find(
      (token) => token.kind === 'api-token' && token.name === name && this.#hasEnded(token),
    );
    if (ended !== undefined) await this.#store.credentials.remove(ended.secretSha256);
  }

  async listApiTokens(admin: AdminRecord): Promise<CredentialRecord[]> {
    return this.#list(admin, 'api-token');
  }

  /** @throws API_TOKEN_NOT_FOUND, NOT_ALLOWED for one that may do more than who asks */
  async removeApiToken({ admin, role }: SignedIn, name: string): Promise<void> {
    const token = await this.#apiToken(admin, name);
    requireRole(role, lowerOf(token.role, admin.role));
    await this.#store.credentials.remove(token.secretSha256);
  }

  /** Of every user of this place, oldest first; the role is what counts. */
  async listAllApiTokens(): Promise<UserApiTokenView[]> {
    const users = await this.#store.admins.list(this.#tenantId);
    const userOf = new Map(users.map((user) => [user.id, user]));
    const tokens = await this.#store.credentials.apiTokensAt(this.#tenantId);
    return tokens.flatMap((token) => {
      const user = userOf.get(token.adminId);
      // Who has none was made between the two looks.
      if (user === undefined || this.#hasEnded(token)) return [];
      return [{ ...viewApiToken(token), user: user.name, role: lowerOf(user.role, token.role) }];
    });
  }

  /** One of any user of this place. @throws USER_NOT_FOUND, API_TOKEN_NOT_FOUND */
  async removeApiTokenOf(user: string, name: string): Promise<void> {
    const admin = await this.#store.admins.findByName(this.#tenantId, user);
    if (admin === undefined) throw provisioningErrors.error('USER_NOT_FOUND', { seen: JSON.stringify(user) });
    await this.#store.credentials.remove((await this.#apiToken(admin, name)).secretSha256);
  }

  async #apiToken(admin: AdminRecord, name: string): Promise<CredentialRecord> {
    const token = (await this.listApiTokens(admin)).find((candidate) => candidate.name === name);
    if (token !== undefined) return token;
    throw provisioningErrors.error('API_TOKEN_NOT_FOUND', { seen: JSON.stringify(name) });
  }

  get #tenantId(): AdminRecord['tenantId'] {
    return this.#reach?.id ?? null;
  }

  async #list(admin: AdminRecord, kind: CredentialRecord['kind']): Promise<CredentialRecord[]> {
    const credentials = await this.#store.credentials.listOf(admin.id);
    return credentials.filter((one) => one.kind === kind && !this.#hasEnded(one));
  }

  #new(
    admin: AdminRecord,
    what: Pick<CredentialRecord, 'kind' | 'name' | 'role' | 'scheme'>,
    validMs: number,
  ): Issued {
    const secret = newSecret();
    const createdAt = this.#now();
    const credential: CredentialRecord = {
      ...what,
      secretSha256: digestOf(secret),
      adminId: admin.id,
      createdAt,
      expiresAt: createdAt + validMs,
      ...NEVER_USED,
    };
    return { secret, credential, admin };
  }
}

function signedOut(seen: string): Error {
  return provisioningErrors.error('SIGNED_OUT', { seen });
}

export function viewApiToken({
  name,
  role,
  createdAt,
  expiresAt,
  lastUsedAt,
}: CredentialRecord): ApiTokenView {
  return { name, role, createdAt, expiresAt, lastUsedAt };
}
