import { randomUUIDv7 } from 'node:crypto';
import { type AdminId, asId } from '@causeway/contract';
import type { ChangeUser, CreateUser, UserView } from '@causeway/contract/admin';
import { provisioningErrors } from '../errors.ts';
import type { AdminRecord, ProvisioningStore } from '../provisioning-store.ts';
import { passwordNone } from './own-desk.ts';
import { hashPassword } from './password.ts';
import type { Reach } from './reach.ts';
import { hasTotp } from './second-factor.ts';

/** The users of one reach. */
export class UsersDesk {
  readonly #store: ProvisioningStore;
  readonly #now: () => number;
  readonly #reach: Reach;
  /** One after another: two admins that take each other's role at the same moment must not both succeed. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: ProvisioningStore, now: () => number, reach: Reach) {
    this.#store = store;
    this.#now = now;
    this.#reach = reach;
  }

  async list(): Promise<UserView[]> {
    return (await this.#store.admins.list(this.#tenantId)).map(viewUser);
  }

  /** @throws ADMIN_NAME_TAKEN, PASSWORD_TOO_SHORT */
  async create({ name, role, password }: CreateUser): Promise<UserView> {
    const admin: AdminRecord = {
      id: asId<AdminId>(randomUUIDv7()),
      ...{ name, role, tenantId: this.#tenantId, totp: null, identity: null },
      passwordHash: await hashPassword(password),
      createdAt: this.#now(),
    };
    await this.#store.admins.add(admin);
    return viewUser(admin);
  }

  /**
   * Another password and the loss of the second factor end every session of that user, and unless they are kept, every
   * API token: whoever had the old ones is out. A role counts at once, so nothing has to end with it.
   * @throws USER_NOT_FOUND, LAST_ADMIN, PASSWORD_TOO_SHORT, PASSWORD_NONE, ROLE_BY_OPENID
   */
  async change(name: string, request: ChangeUser): Promise<UserView> {
    return this.#inTurn(async () => {
      const admin = await this.#get(name);
      const parts = await partsOf(request, admin);
      if (parts.role !== undefined && parts.role !== 'admin') await this.#refuseLast(admin);
      await this.#store.admins.update(admin.id, parts);
      if (parts.passwordHash !== undefined || (parts.totp === null && hasTotp(admin)))
        await this.#store.credentials.removeOf(admin.id, request.keepApiTokens ? { kind: 'session' } : {});
      return viewUser({ ...admin, ...parts });
    });
  }

  /** With their sessions and API tokens. @throws USER_NOT_FOUND, LAST_ADMIN */
  async remove(name: string): Promise<void> {
    await this.#inTurn(async () => {
      const admin = await this.#get(name);
      await this.#refuseLast(admin);
      await this.#store.admins.remove(admin.id);
    });
  }

  get #tenantId(): AdminRecord['tenantId'] {
    return this.#reach?.id ?? null;
  }

  async #get(name: string): Promise<AdminRecord> {
    const admin = await this.#store.admins.findByName(this.#tenantId, name);
    if (admin === undefined) throw provisioningErrors.error('USER_NOT_FOUND', { seen: JSON.stringify(name) });
    return admin;
  }

  /** Who comes by OpenID Connect does not count: the provider may be gone tomorrow. Tenants get admins from provisioning. */
  async #refuseLast(admin: AdminRecord): Promise<void> {
    if (this.#reach !== null || !standsAlone(admin)) return;
    const others = (await this.#store.admins.list(null)).filter(({ id }) => id !== admin.id);
    if (others.some(standsAlone)) return;
    throw provisioningErrors.error('LAST_ADMIN', {
      seen: `${JSON.stringify(admin.name)} is the last one with a password and the role admin`,
      expected: 'another one beside them',
    });
  }

  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const mine = this.#turn.then(act);
    this.#turn = mine.catch(() => {});
    return mine;
  }
}

function standsAlone({ role, passwordHash }: AdminRecord): boolean {
  return role === 'admin' && passwordHash !== null;
}

async function partsOf({ role, password, totp }: ChangeUser, admin: AdminRecord) {
  if (password !== undefined && admin.passwordHash === null) throw passwordNone(admin);
  if (role !== undefined && admin.identity !== null) throw roleElsewhere(admin);
  return {
    ...(role !== undefined && { role }),
    ...(password !== undefined && { passwordHash: await hashPassword(password) }),
    ...(totp === null && { totp }),
  };
}

function roleElsewhere({ name }: AdminRecord): Error {
  const seen = `${JSON.stringify(name)}, who comes by OpenID Connect`;
  return provisioningErrors.error('ROLE_BY_OPENID', { seen, expected: 'a user with a password' });
}

function viewUser({ name, role, totp, identity, createdAt }: AdminRecord): UserView {
  return { name, role, hasTotp: hasTotp({ totp }), viaOpenId: identity !== null, createdAt };
}
