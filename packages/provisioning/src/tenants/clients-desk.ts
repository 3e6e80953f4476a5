import { randomUUIDv7 } from 'node:crypto';
import { asId, type ClientId, isUuid } from '@causeway/contract';
import type {
  ClientDetailsView,
  ClientPage,
  ClientQuery,
  ClientView,
  CreateEnrollmentToken,
  NewEnrollmentToken,
} from '@causeway/contract/admin';
import {
  type ClientFilter,
  type ClientRecord,
  clientStateOf,
  type EnrollmentToken,
  type ReportedFailure,
} from '@causeway/endpoint';
import { inventoryErrors } from '@causeway/inventory';
import { provisioningErrors } from '../errors.ts';
import { type AllFrequencies, policyOf } from './frequencies.ts';
import { getGroup } from './groups-desk.ts';
import type { TenantHost } from './tenant-host.ts';

const PAGE = 500;
const HOUR_MS = 3_600_000;
const DEFAULT_TOKEN_HOURS = 24;
const DEFAULT_TOKEN_USES = 100;

/** The clients of one tenant and the tokens that let new ones in. */
export class ClientsDesk {
  readonly #host: TenantHost;
  readonly #tenant: AllFrequencies;
  readonly #now: () => number;

  constructor(host: TenantHost, tenant: AllFrequencies, now: () => number) {
    this.#host = host;
    this.#tenant = tenant;
    this.#now = now;
  }

  /** @throws CURSOR_INVALID */
  async page({ after, limit = PAGE, count = false, ...asked }: ClientQuery): Promise<ClientPage> {
    await this.#host.endpoint.flush();
    const { clients } = this.#host.store;
    const filter = this.#filterOf(asked);
    const found = await clients.list({
      ...{ limit, filter },
      ...(after !== undefined && { after: parseCursor(after) }),
    });
    const last = found.at(-1);
    return {
      clients: found.map((client) => this.#view(client)),
      ...(last !== undefined && found.length === limit && { next: formatCursor(last) }),
      ...(count && { total: await this.#count(filter) }),
    };
  }

  /** @throws CLIENT_NOT_FOUND, CLIENT_AMBIGUOUS */
  async details(nameOrId: string): Promise<ClientDetailsView> {
    await this.#host.endpoint.flush();
    const client = await this.get(nameOrId);
    const standing = await this.#host.store.clients.standing(client.id);
    const evidence = standing?.evidence ?? [];
    const failures: readonly ReportedFailure[] = standing?.failures ?? [];
    return {
      ...this.#view(client),
      evidence: evidence.map((one) => ({ ...one })),
      failures: failures.map(({ address, code, at, message = null }) => ({ address, code, at, message })),
    };
  }

  async retire(nameOrId: string): Promise<ClientView> {
    const { id } = await this.get(nameOrId);
    const retired = await this.#host.store.clients.setStanding(id, 'retired');
    this.#host.endpoint.forget(id);
    return this.#view(this.#present(retired, nameOrId));
  }

  async waive(nameOrId: string, reason: string, by: string): Promise<ClientView> {
    const { id } = await this.get(nameOrId);
    const waiver = { reason, by, at: this.#now() };
    return this.#view(this.#present(await this.#host.store.clients.setWaiver(id, waiver), nameOrId));
  }

  async unwaive(nameOrId: string): Promise<ClientView> {
    const { id } = await this.get(nameOrId);
    return this.#view(this.#present(await this.#host.store.clients.setWaiver(id, null), nameOrId));
  }

  /** It hears of it at its next poll; `null` takes it out of any. @throws GROUP_NOT_FOUND, CLIENT_NOT_FOUND, CLIENT_AMBIGUOUS */
  async move(nameOrId: string, group: string | null): Promise<ClientView> {
    if (group !== null) getGroup(this.#tenant, group);
    const { id } = await this.get(nameOrId);
    const moved = await this.#host.store.clients.setGroup(id, group, randomUUIDv7(), this.#now());
    this.#host.endpoint.forget(id);
    return this.#view(this.#present(moved, nameOrId));
  }

  /** @throws GROUP_NOT_FOUND */
  async createToken(request: CreateEnrollmentToken): Promise<NewEnrollmentToken> {
    const { group = null } = request;
    if (group !== null) getGroup(this.#tenant, group);
    return this.#host.endpoint.createToken({
      group,
      uses: request.uses ?? DEFAULT_TOKEN_USES,
      // Part of an hour is no whole number of milliseconds, and times are kept as whole ones.
      validMs: Math.ceil((request.validHours ?? DEFAULT_TOKEN_HOURS) * HOUR_MS),
    });
  }

  async listTokens(): Promise<Omit<EnrollmentToken, 'secret'>[]> {
    const tokens = await this.#host.store.tokens.list();
    return tokens.map(({ secret: _secret, ...shown }) => shown);
  }

  /** @throws ENROLLMENT_TOKEN_NOT_FOUND */
  async removeToken(id: string): Promise<void> {
    if ((await this.#host.store.tokens.find(id)) === undefined) {
      throw provisioningErrors.error('ENROLLMENT_TOKEN_NOT_FOUND', { seen: JSON.stringify(id) });
    }
    await this.#host.store.tokens.remove(id);
  }

  /** By id, or by name when just one client has it. @throws CLIENT_NOT_FOUND, CLIENT_AMBIGUOUS */
  async get(nameOrId: string): Promise<ClientRecord> {
    if (isUuid(nameOrId)) {
      return this.#present(await this.#host.store.clients.find(asId<ClientId>(nameOrId)), nameOrId);
    }
    const before = { name: nameOrId, id: asId<ClientId>('') };
    const found = await this.#host.store.clients.list({ limit: 2, after: before });
    const named = found.filter(({ name }) => name === nameOrId);
    if (named.length > 1) {
      throw provisioningErrors.error('CLIENT_AMBIGUOUS', { seen: named.map(({ id }) => id).join(', ') });
    }
    return this.#present(named[0], nameOrId);
  }

  /** Of all of them the count is kept. */
  async #count(filter: ClientFilter): Promise<number> {
    const { clients } = this.#host.store;
    if (Object.values(filter).some((part) => part !== undefined)) return clients.countListed(filter);
    const { enrolled, retired } = await clients.countByStanding();
    return enrolled + retired;
  }

  #filterOf({ search, state, kind, group, ungrouped }: ClientQuery): ClientFilter {
    return {
      ...{ name: search, kind, group: ungrouped ? null : group },
      state: state && { is: state, policy: policyOf(this.#tenant), now: this.#now() },
    };
  }

  #view({ publicKey: _publicKey, ...client }: ClientRecord): ClientView {
    return { ...client, state: clientStateOf(client, policyOf(this.#tenant), this.#now()) };
  }

  /** An endpoint server is no client to an admin: it is retired as what it is. */
  #present(client: ClientRecord | undefined, nameOrId: string): ClientRecord {
    if (client === undefined || client.kind === 'endpoint-server')
      throw provisioningErrors.error('CLIENT_NOT_FOUND', { seen: JSON.stringify(nameOrId) });
    return client;
  }
}

function formatCursor({ name, id }: ClientRecord): string {
  return Buffer.from(JSON.stringify([name, id])).toString('base64url');
}

function parseCursor(text: string): { name: string; id: ClientId } {
  try {
    const [name, id]: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (typeof name === 'string' && typeof id === 'string') return { name, id: asId<ClientId>(id) };
  } catch (cause) {
    throw cursorInvalid(text, cause);
  }
  throw cursorInvalid(text);
}

function cursorInvalid(text: string, cause?: unknown): Error {
  return inventoryErrors.error('CURSOR_INVALID', {
    seen: JSON.stringify(text.slice(0, 100)),
    expected: 'what a page gave as `next`',
    cause,
  });
}
