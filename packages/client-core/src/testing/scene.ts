import { generateKeyPairSync } from 'node:crypto';
import type { ConfiguredAnchor, ConfiguredServer } from '@causeway/config-file';
import type { Address } from '@causeway/contract';
import type { ComputerInventory } from '@causeway/contract/inventory';
import { createTestCa, type TestCa } from '@causeway/testkit';
import { Client, type RoundOutcome } from '../core/client.ts';
import type { ClientState } from '../core/client-state.ts';
import type { Enrollment } from '../core/enroll.ts';
import type { ClientPorts } from '../core/ports.ts';
import type { FirstInventory } from '../core/round.ts';
import type { CollectedInventory } from '../core/sent-inventory.ts';
import { MemorySentInventory } from './memory-sent-inventory.ts';
import { MemoryStateStore } from './memory-state-store.ts';
import { TestEndpoint } from './test-endpoint.ts';
import { TestNetwork } from './test-network.ts';
import { TestPublisher } from './test-publisher.ts';

export const HTTP = 'http://acme.localhost:8080';
export const HTTPS = 'https://acme.localhost:8443';
export const MINUTE = 60_000;
export const DAY = 86_400_000;

const SERVER_ID = '0191f0c2-5a4e-7b6a-9c1d-000000000001';

/** One client, its tenant and what lies between them, at a time that stands still unless the test moves it. */
export class Scene {
  /** By the client's own clock. */
  at = Date.parse('2026-11-23T10:00:00Z');
  random = 0.5;
  /** Undefined, from the next start on, for a client that has none. */
  collectInventory: ClientPorts['collectInventory'] = async () => ({
    inventory: this.inventory,
    collectors: this.collectors,
  });
  collectors: CollectedInventory['collectors'] = [];
  inventory: ComputerInventory = { software: [{ name: 'bash', version: '5.2' }] };
  readonly network = new TestNetwork();
  readonly store = new MemoryStateStore();
  readonly sent = new MemorySentInventory();
  readonly publisher = new TestPublisher(() => this.at);
  readonly endpoint = new TestEndpoint(this.publisher, () => this.at);
  client = this.#start();
  #nonces = 0;

  /** As after a new start of its process: what it knows comes from the disk. */
  restart(): void {
    this.client = this.#start();
  }

  get state(): ClientState {
    const { state } = this.store;
    if (state === undefined) throw new Error('nothing is kept yet');
    return state;
  }

  /** The tenant listens here, under this anchor over HTTPS. */
  listen(address: string, ca?: TestCa): void {
    this.network.listeners.set(address, { handle: this.endpoint.handle, anchorPem: ca?.certificatePem });
  }

  /** Publishes the default endpoint server with these addresses. */
  publish(addresses: readonly Address[], ...cas: readonly TestCa[]): void {
    const anchors = cas.map(anchorOf);
    this.publisher.publish([serverOf(SERVER_ID, addresses, anchors)], anchors);
  }

  async enroll(server: Address = HTTP, choices: Pick<Enrollment, 'servers'> = {}): Promise<ClientState> {
    return this.client.enroll({ server, token: this.endpoint.token, name: 'anna', ...choices });
  }

  async poll(first?: FirstInventory): Promise<RoundOutcome> {
    return this.client.poll(undefined, first);
  }

  #start(): Client {
    return new Client({
      transport: this.network,
      store: this.store,
      now: () => this.at,
      random: () => this.random,
      nonce: () => `nonce-${this.#nonces++}`,
      makeKey: () => generateKeyPairSync('ed25519').privateKey,
      ...(this.collectInventory !== undefined && {
        collectInventory: (signal?: AbortSignal) =>
          this.collectInventory?.(signal) ?? Promise.reject(new Error('none is left')),
        sentInventory: this.sent,
      }),
      describePlatform: () => ({ system: 'test' }),
      version: '1.0.0',
    });
  }
}

/** A client that is enrolled over HTTP, and has made a file with HTTPS and HTTP its own. */
export async function crossedScene(ca: TestCa = createTestCa()): Promise<Scene> {
  const scene = new Scene();
  scene.listen(HTTP);
  scene.listen(HTTPS, ca);
  await scene.enroll();
  scene.publish([HTTPS, HTTP], ca);
  await scene.poll();
  scene.network.takeLog();
  scene.endpoint.taken.length = 0;
  return scene;
}

export function serverOf(
  id: string,
  addresses: readonly Address[],
  anchors: readonly ConfiguredAnchor[] = [],
): ConfiguredServer {
  const trust = anchors.map(({ name }) => name);
  return { id, name: `server-${id.at(-1)}`, hostname: 'acme.localhost', addresses, trust };
}

export function anchorOf({ name, certificatePem, sha256 }: TestCa): ConfiguredAnchor {
  const certificate = certificatePem.replace(/-----[A-Z ]+-----|\s/g, '');
  return { name: name.replaceAll(' ', '-'), certificate, sha256 };
}
