import type { EndpointStore, EnrollmentToken, SigningKey } from '../endpoint-store.ts';
import { MemoryBatches } from './memory-batches.ts';
import { MemoryClients } from './memory-clients.ts';
import { MemoryInventories } from './memory-inventories.ts';
import { MemoryRevisions } from './memory-revisions.ts';

/** An EndpointStore that lasts as long as the process, for tests: nothing in it waits for anything. */
export class MemoryEndpointStore implements EndpointStore, AsyncDisposable {
  readonly #tokens = new Map<string, EnrollmentToken>();
  readonly #signingKeys = new Map<string, SigningKey>();

  readonly clients = new MemoryClients(this.#tokens);
  readonly revisions = new MemoryRevisions();
  readonly inventories = new MemoryInventories();
  readonly batches = new MemoryBatches(this.clients, this.inventories);

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
