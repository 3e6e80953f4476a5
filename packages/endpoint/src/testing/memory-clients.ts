import { randomUUIDv7 } from 'node:crypto';
import type { ClientId } from '@causeway/contract';
import type { Waiver } from '@causeway/reachability';
import { type ClientFilter, fits } from '../client-state.ts';
import type {
  ActionRecord,
  ClientRecord,
  EndpointStore,
  EnrollmentToken,
  Observation,
} from '../endpoint-store.ts';
import { endpointErrors } from '../errors.ts';
import type { MemoryActions } from './memory-actions.ts';
import { MemoryClient, type Standing } from './memory-client.ts';

/** What else of a MemoryEndpointStore changes with its clients. */
interface Neighbors {
  /** Enrolling takes one use of a token with it. */
  readonly tokens: Map<string, EnrollmentToken>;
  readonly actions: MemoryActions;
}

/** The clients of a MemoryEndpointStore. */
export class MemoryClients implements Clients {
  readonly #neighbors: Neighbors;
  readonly #clients = new Map<ClientId, MemoryClient>();
  readonly #byKey = new Map<string, MemoryClient>();
  /** The clients whose standing changed, by the cursor at which it last did. */
  readonly #changed = new Map<ClientId, number>();
  #standingsAt = 0;
  /** Undefined when a client came since it was sorted. */
  #idsInOrder: readonly ClientId[] | undefined;

  constructor(neighbors: Neighbors) {
    this.#neighbors = neighbors;
  }

  async enroll(client: ClientRecord, tokenId: string, now: number): Promise<ClientRecord> {
    const known = this.#byKey.get(client.publicKey);
    if (known !== undefined) return known.record;
    const { tokens, actions } = this.#neighbors;
    const token = this.#getToken(tokenId, now);
    if (this.#clients.has(client.id)) throw new Error(`There is a client ${client.id} already.`);
    tokens.set(tokenId, { ...token, usesLeft: token.usesLeft - 1 });
    const { group } = token;
    const enrolled = group === null ? client : { ...client, group };
    this.add(enrolled);
    if (group !== null && client.kind === 'native')
      actions.putJoin(joinOf(client.id, group, randomUUIDv7(), now));
    return enrolled;
  }

  /** Of a kind that needs no token. */
  add(record: ClientRecord): void {
    const client = new MemoryClient(record);
    this.#clients.set(record.id, client);
    // Foreign clients have no key, and are not one and the same for that.
    if (record.publicKey !== '') this.#byKey.set(record.publicKey, client);
    this.#idsInOrder = undefined;
  }

  change(id: ClientId, parts: Partial<ClientRecord>): ClientRecord | undefined {
    return this.#clients.get(id)?.change(parts);
  }

  /** Of what was seen until then nobody knows which machine it was. */
  doubtEvidence(id: ClientId, at: number): void {
    this.#clients.get(id)?.doubtEvidence(at);
  }

  /** What an endpoint server keeps of it is out of date. */
  noteChange(id: ClientId): void {
    // Behind all the others, where it may have stood before.
    this.#changed.delete(id);
    this.#changed.set(id, ++this.#standingsAt);
  }

  async find(id: ClientId): Promise<ClientRecord | undefined> {
    return this.#clients.get(id)?.record;
  }

  async findMany(ids: readonly ClientId[]): Promise<ClientRecord[]> {
    const found = [...new Set(ids)].sort().map((id) => this.#clients.get(id)?.record);
    return found.filter((record) => record !== undefined);
  }

  /** Those that this device id was claimed for. */
  withDeviceId(deviceId: string): ClientRecord[] {
    const records = [...this.#clients.values()].map(({ record }) => record);
    return records.filter((record) => record.deviceId === deviceId);
  }

  async list({ limit, after, filter = {} }: Parameters<Clients['list']>[0]): Promise<ClientRecord[]> {
    const records = this.#inventoried().filter((record) => fits(record, filter));
    const behind = after === undefined ? records : records.filter((record) => compare(record, after) > 0);
    return behind.sort(compare).slice(0, limit);
  }

  async countListed(filter: ClientFilter): Promise<number> {
    return this.#inventoried().filter((record) => fits(record, filter)).length;
  }

  async count(): Promise<number> {
    return this.#clients.size;
  }

  async countByStanding(): Promise<Record<ClientRecord['standing'], number>> {
    const records = this.#inventoried();
    const retired = records.filter(({ standing }) => standing === 'retired').length;
    return { enrolled: records.length - retired, retired };
  }

  async countByGroup(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const { group, standing } of this.#inventoried())
      if (group !== null && standing === 'enrolled') counts.set(group, (counts.get(group) ?? 0) + 1);
    return counts;
  }

  async setStanding(id: ClientId, standing: ClientRecord['standing']): Promise<ClientRecord | undefined> {
    const client = this.#clients.get(id);
    if (client === undefined || client.record.standing === standing) return client?.record;
    this.noteChange(id);
    return client.change({ standing });
  }

  async changedSince(standingsAt: number, limit: number): ReturnType<Clients['changedSince']> {
    const from = standingsAt > this.#standingsAt ? 0 : standingsAt;
    const changed = [...this.#changed].filter(([, at]) => at > from).slice(0, limit);
    return { ids: changed.map(([id]) => id), standingsAt: changed.at(-1)?.[1] ?? from };
  }

  async setWaiver(id: ClientId, waiver: Waiver | null): Promise<ClientRecord | undefined> {
    return this.#clients.get(id)?.change({ waiver });
  }

  async setGroup(
    id: ClientId,
    group: string | null,
    actionId: string,
    now: number,
  ): Promise<ClientRecord | undefined> {
    const client = this.#clients.get(id);
    if (client?.record.kind === 'native') {
      this.#neighbors.actions.putJoin(joinOf(id, group, actionId, now));
      this.noteChange(id);
    }
    return client?.change({ group });
  }

  async setKey(id: ClientId, publicKey: string): Promise<ClientRecord | undefined> {
    const client = this.#clients.get(id);
    if (client === undefined) return undefined;
    const holder = this.#byKey.get(publicKey);
    if (holder === client) return client.record;
    if (holder !== undefined) throw endpointErrors.error('CLIENT_KEY_TAKEN', { seen: holder.record.name });
    this.#byKey.delete(client.record.publicKey);
    this.#byKey.set(publicKey, client);
    this.noteChange(id);
    return client.change({ publicKey });
  }

  async record(observations: readonly Observation[]): Promise<void> {
    for (const observation of observations.toSorted((one, other) => one.at - other.at)) {
      const client = this.#clients.get(observation.clientId);
      client?.observe(observation);
      if (client !== undefined) this.#finishActions(observation);
    }
    for (const id of new Set(observations.map(({ clientId }) => clientId)))
      this.#clients.get(id)?.forgetOldFailures();
  }

  async *fleet(after?: ClientId): AsyncGenerator<Standing> {
    this.#idsInOrder ??= [...this.#clients.keys()].sort();
    for (const id of this.#idsInOrder) {
      const client = this.#clients.get(id);
      if (client !== undefined && (after === undefined || id > after)) yield client.standing();
    }
  }

  async standing(id: ClientId): Promise<Standing | undefined> {
    return this.#clients.get(id)?.standing();
  }

  /** Endpoint servers are left out. */
  #inventoried(): ClientRecord[] {
    const records = [...this.#clients.values()].map(({ record }) => record);
    return records.filter(({ kind }) => kind !== 'endpoint-server');
  }

  #finishActions({ clientId, at, done = [] }: Observation): void {
    for (const report of done) {
      const finished = this.#neighbors.actions.finish(clientId, report, at);
      if (finished === undefined) continue;
      this.noteChange(clientId);
      if (finished.action.kind === 'retire' && report.outcome === 'done')
        this.change(clientId, { standing: 'retired' });
    }
  }

  #getToken(id: string, now: number): EnrollmentToken {
    const token = this.#neighbors.tokens.get(id);
    const seen = `token ${JSON.stringify(id)}`;
    if (token === undefined) throw endpointErrors.error('TOKEN_UNKNOWN', { seen });
    if (token.expiresAt <= now) throw endpointErrors.error('TOKEN_EXPIRED', { seen });
    if (token.usesLeft <= 0) throw endpointErrors.error('TOKEN_USED_UP', { seen });
    return token;
  }
}

type Clients = EndpointStore['clients'];
type Place = Pick<ClientRecord, 'name' | 'id'>;

function joinOf(clientId: ClientId, group: string | null, id: string, at: number): ActionRecord {
  const action = { id, kind: 'join-group', group } as const;
  return { id, clientId, action, by: '', at, state: 'waiting', doneAt: null, message: null };
}

function compare(one: Place, other: Place): number {
  if (one.name !== other.name) return one.name < other.name ? -1 : 1;
  if (one.id === other.id) return 0;
  return one.id < other.id ? -1 : 1;
}
