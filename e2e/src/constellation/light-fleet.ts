import { generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  Client,
  type ClientState,
  NodeTransport,
  type RoundOutcome,
  type StateStore,
} from '@causeway/client-core';

/** A client of this process: the real core over the real network, its state in memory. */
export class LightClient {
  readonly name: string;
  readonly #client: Client;

  constructor(name: string) {
    this.name = name;
    this.#client = new Client({
      store: new MemoryStateStore(),
      transport: new NodeTransport(),
      now: Date.now,
      random: Math.random,
      nonce: () => randomBytes(16).toString('base64url'),
      makeKey: () => generateKeyPairSync('ed25519').privateKey,
      collectInventory: async () => ({ inventory: {}, collectors: [] }),
      version: 'light',
    });
  }

  async enroll(server: `http://${string}:${number}`, token: string): Promise<void> {
    await this.#client.enroll({ server, token, name: this.name });
  }

  poll(): Promise<RoundOutcome> {
    return this.#client.poll();
  }
}

/** Clients that act at the same time; more would only wait for each other. */
const AT_ONCE = 16;

/** Does it for each of the clients, some at a time. */
export async function forEachClient<Result>(
  clients: readonly LightClient[],
  act: (client: LightClient) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const work = async () => {
    while (next < clients.length) {
      const client = clients[next++];
      if (client !== undefined) results.push(await act(client));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

/** Gone with the process. */
export class MemoryStateStore implements StateStore {
  #state: ClientState | undefined;

  async load(): Promise<ClientState | undefined> {
    return this.#state;
  }

  async save(state: ClientState): Promise<void> {
    this.#state = state;
  }
}
