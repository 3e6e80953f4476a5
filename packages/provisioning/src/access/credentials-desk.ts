import type { Role } from '@causeway/contract/admin';
import { provisioningErrors } from '../errors.ts';
import type { AdminRecord, CredentialRecord, ProvisioningStore } from '../provisioning-store.ts';
import type { Reach } from './reach.ts';
import { lowerOf, requireRole } from './roles.ts';
import { digestOf, newSecret } from './secret.ts';

/** A working day and the evening after it. */
const SESSION_MS = 12 * 3_600_000;
const DAY_MS = 86_400_000;
const DEFAULT_TOKEN_DAYS = 365;

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

  /** Who is behind a session or API token. @throws SIGNED_OUT, also for one of another reach */
  async authenticate(secret: string | undefined): Promise<SignedIn> {
    const credential =
      secret === undefined ? undefined : await this.#store.credentials.find(digestOf(secret));
    const admin = credential && (await this.#store.admins.find(credential.adminId));
    const isOurs = admin !== undefined && admin.tenantId === (this.#reach?.id ?? null);
    if (credential === undefined || !isOurs || credential.expiresAt <= this.#now()) {
      throw provisioningErrors.error('SIGNED_OUT', {
        seen: secret === undefined ? 'no session and no API token' : 'one that is unknown or has expired',
      });
    }
    return { admin, credential, role: lowerOf(admin.role, credential.role) };
  }

  async startSession(admin: AdminRecord): Promise<Issued> {
    return this.#issue(admin, { kind: 'session', name: '', role: 'admin' }, SESSION_MS);
  }

  async endSession(secret: string): Promise<void> {
    await this.#store.credentials.remove(digestOf(secret));
  }

  /** Sessions and API tokens. */
  async endAll(admin: AdminRecord): Promise<void> {
    const { credentials } = this.#store;
    for (const { secretSha256 } of await credentials.listOf(admin.id)) await credentials.remove(secretSha256);
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

  /** @throws API_TOKEN_NAME_TAKEN, NOT_ALLOWED for a role above that of who makes it */
  async issueApiToken({ admin, role: own }: SignedIn, request: NewToken): Promise<Issued> {
    const { name, validDays = DEFAULT_TOKEN_DAYS, role = own } = request;
    requireRole(own, role);
    const tokens = await this.#store.credentials.listOf(admin.id);
    if (tokens.some((token) => token.kind === 'api-token' && token.name === name)) {
      throw provisioningErrors.error('API_TOKEN_NAME_TAKEN', {
        seen: JSON.stringify(name),
        expected: 'a name that none of your API tokens has',
      });
    }
    return this.#issue(admin, { kind: 'api-token', name, role }, validDays * DAY_MS);
  }

  async listApiTokens(admin: AdminRecord): Promise<CredentialRecord[]> {
    const credentials = await this.#store.credentials.listOf(admin.id);
    return credentials.filter(({ kind }) => kind === 'api-token');
  }

  /** @throws API_TOKEN_NOT_FOUND, NOT_ALLOWED for one that may do more than who asks */
  async removeApiToken({ admin, role }: SignedIn, name: string): Promise<void> {
    const token = (await this.listApiTokens(admin)).find((candidate) => candidate.name === name);
    if (token === undefined)
      throw provisioningErrors.error('API_TOKEN_NOT_FOUND', { seen: JSON.stringify(name) });
    requireRole(role, lowerOf(token.role, admin.role));
    await this.#store.credentials.remove(token.secretSha256);
  }

  async #list(admin: AdminRecord, kind: CredentialRecord['kind']): Promise<CredentialRecord[]> {
    const credentials = await this.#store.credentials.listOf(admin.id);
    return credentials.filter((one) => one.kind === kind && one.expiresAt > this.#now());
  }

  async #issue(
    admin: AdminRecord,
    what: Pick<CredentialRecord, 'kind' | 'name' | 'role'>,
    validMs: number,
  ): Promise<Issued> {
    const secret = newSecret();
    const createdAt = this.#now();
    const credential: CredentialRecord = {
      ...what,
      secretSha256: digestOf(secret),
      adminId: admin.id,
      createdAt,
      expiresAt: createdAt + validMs,
    };
    await this.#store.credentials.add(credential);
    return { secret, credential, admin };
  }
}
