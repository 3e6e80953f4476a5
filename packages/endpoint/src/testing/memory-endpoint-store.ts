import { asId, type TenantId } from '@causeway/contract';
import type { EndpointStore, EnrollmentToken, SigningKey } from '../endpoint-store.ts';
import { MemoryActions } from './memory-actions.ts';
import { MemoryBatches } from './memory-batches.ts';
import { MemoryClients } from './memory-clients.ts';
import { MemoryDiagnostics } from './memory-diagnostics.ts';
import { MemoryForeign } from './memory-foreign.ts';
import { MemoryInventories } from './memory-inventories.ts';
import { MemoryRevisions } from './memory-revisions.ts';

/** Whose store it is when nobody says. */
const SOME_TENANT = asId<TenantId>('0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6a');

/** An EndpointStore that lasts as long as the process, for tests: nothing in it waits for anything. */
export class MemoryEndpointStore implements EndpointStore, AsyncDisposable {
  readonly #tokens = new Map<string, EnrollmentToken>();
  readonly #signingKeys = new Map<string, SigningKey>();

  readonly #actions = new MemoryActions();

  readonly clients = new MemoryClients({ tokens: this.#tokens, actions: this.#actions });
  readonly revisions = new MemoryRevisions();
  readonly inventories = new MemoryInventories();
  readonly diagnostics = new MemoryDiagnostics();
  readonly foreign: MemoryForeign;
  readonly batches: MemoryBatches;

  constructor(tenantId: TenantId = SOME_TENANT) {
    const { clients, inventories, diagnostics } = this;
    this.foreign = new MemoryForeign(tenantId, clients, inventories);
    this.batches = new MemoryBatches({ clients, inventories, diagnostics, foreign: this.foreign });
  }

  readonly actions: EndpointStore['actions'] = {
    add: async (action) => {
      const client = await this.clients.find(action.clientId);
      if (client?.kind !== 'native' || client.standing === 'retired') return false;
      this.#actions.put(action);
      this.clients.noteChange(action.clientId);
      return true;
    },
    waiting: async (clientIds) => {
      const enrolled = (await this.clients.findMany(clientIds)).filter(
        ({ standing }) => standing === 'enrolled',
      );
      const each = enrolled.map(({ id }) => [id, this.#actions.waiting(id)] as const);
      return new Map(each.filter(([, actions]) => actions.length > 0));
    },
    list: async (query) => this.#actions.list(query),
    remove: async (id) => {
      const removed = this.#actions.remove(id);
      if (removed !== undefined) this.clients.noteChange(removed.clientId);
      return removed;
    },
  };

  readonly tokens: EndpointStore['tokens'] = {
    add: async (token) => {
      if (this.#tokens.has(token.id)) throw new Error(`There is a token ${token.id} already.`);
      this.#tokens.set(token.id, token);
    },
    find: async (id) => this.#tokens.get(id),
    list: async () => [...this.#tokens.values()].sort(byCreation),
    remove: async (id) => {
      this.#tokens.delete(id);
    },
  };

  readonly signingKeys: EndpointStore['signingKeys'] = {
    list: async () => [...this.#signingKeys.values()].sort(byCreation),
    save: async (keys) => {
      for (const key of keys) this.#signingKeys.set(key.id, key);
    },
  };

  async [Symbol.asyncDispose](): Promise<void> {}
}

interface Created {
  readonly id: string;
  readonly createdAt: number;
}

function byCreation(one: Created, other: Created): number {
  return one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1);
}
