import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { Client, type ClientState, NodeTransport, type RoundOutcome } from '@causeway/client-core';
import { MemoryStateStore } from '@causeway/client-core/testing';
import type { Address } from '@causeway/contract';
import type { ComputerInventory } from '@causeway/contract/inventory';

/** A native client over the real network. */
export class TestAgent {
  readonly store = new MemoryStateStore();
  readonly #client: Client;

  constructor(inventory: ComputerInventory = { hardware: { hostname: 'pc-anna' } }) {
    this.#client = new Client({
      ...{
        store: this.store,
        now: Date.now,
        random: () => 0.5,
        version: '1',
        transport: new NodeTransport(5_000),
      },
      nonce: () => randomBytes(16).toString('base64url'),
      makeKey: () => generateKeyPairSync('ed25519').privateKey,
      collectInventory: async () => ({ inventory, collectors: [] }),
    });
  }

  get state(): ClientState | undefined {
    return this.store.state;
  }

  enroll(server: Address, token: string): Promise<ClientState> {
    return this.#client.enroll({ server, token, name: 'pc-anna' });
  }

  poll(): Promise<RoundOutcome> {
    return this.#client.poll();
  }
}
