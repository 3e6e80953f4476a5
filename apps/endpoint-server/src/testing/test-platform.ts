import { setTimeout as sleep } from 'node:timers/promises';
import { type Bindings, createBindings } from '@causeway/bindings';
import { type Address, asId, type EndpointServerId, type TenantId } from '@causeway/contract';
import {
  type EndpointServerState,
  type JudgeAnswer,
  type Offer,
  SYNC_HOLD_SECONDS,
  type SyncAnswer,
  type SyncRequest,
} from '@causeway/contract/upstream-messages';
import { createEndpoint, type Endpoint, type EndpointServerRegistry } from '@causeway/endpoint';
import { MemoryEndpointStore } from '@causeway/endpoint/testing';
import { freePorts } from '@causeway/testkit';
import { TENANT } from './offers.ts';

type Sender = Parameters<EndpointServerRegistry['sync']>[0];

/** The real default endpoint server of a tenant behind real listeners, with a registry that says what a test wants. */
export class TestPlatform implements EndpointServerRegistry, AsyncDisposable {
  readonly store = new MemoryEndpointStore(asId<TenantId>(TENANT));
  readonly endpoint: Endpoint;
  readonly address: Address;
  readonly synced: SyncRequest[] = [];
  sender: Sender | undefined;
  state: EndpointServerState = 'pending';
  offer: Offer | undefined;
  local: SyncAnswer['local'];
  foreignAgents: SyncAnswer['foreignAgents'];
  verdict: JudgeAnswer = { findings: [] };
  readonly #port: number;
  #bindings: Bindings | undefined;
  #standingsAt = 0;
  #changedClients: string[] = [];
  #wake = new AbortController();
  /** Whether something was told that no answer has said yet. */
  #isNews = false;

  private constructor(port: number) {
    this.#port = port;
    this.address = `http://platform.localhost:${port}`;
    const tenantId = asId<TenantId>(TENANT);
    this.endpoint = createEndpoint({ tenantId, store: this.store, now: Date.now, endpointServers: this });
  }

  static async serve(): Promise<TestPlatform> {
    const [port = 0] = await freePorts(1);
    const platform = new TestPlatform(port);
    await platform.publish([]);
    await platform.listen();
    return platform;
  }

  /** Names these addresses as those of the endpoint server that joined. */
  async publish(addresses: readonly Address[]): Promise<void> {
    const shared = { hostname: 'platform.localhost', trust: [] };
    const own = { id: asId<EndpointServerId>(TENANT), name: 'default', addresses: [this.address], ...shared };
    const id = this.sender?.id ?? asId<EndpointServerId>(TENANT);
    const other = { id, name: 'dmz', addresses, hostname: 'dmz.localhost', trust: [] };
    await this.endpoint.publish({
      endpointServers: addresses.length === 0 ? [own] : [own, other],
      ...{ anchors: [], pollingIntervalSeconds: 600, inventoryIntervalSeconds: 86_400 },
      ...{ proofIntervalSeconds: 86_400, trustSystemStore: false, validityMs: 86_400_000 },
    });
    this.tell();
  }

  async token(purpose: 'client' | 'endpoint-server'): Promise<string> {
    return (await this.endpoint.createToken({ uses: 5, validMs: 600_000, purpose })).token;
  }

  async listen(): Promise<void> {
    this.#bindings = createBindings({ host: '127.0.0.1', drainTimeoutMs: 50 });
    const listener = {
      ...({ scheme: 'http', serves: 'everything' } as const),
      ...{ hostname: 'platform.localhost', port: this.#port },
    };
    await this.#bindings.apply('platform', [listener], this.endpoint.handle);
  }

  /** Nobody answers any more. */
  async goAway(): Promise<void> {
    this.tell();
    await this.#bindings?.[Symbol.asyncDispose]();
    this.#bindings = undefined;
  }

  /** Tells of the clients that changed in the store. */
  async tellChanged(): Promise<void> {
    this.forgetClients((await this.store.clients.changedSince(0, 100)).ids);
  }

  /** Ends every sync that is held. */
  tell(): void {
    this.#isNews = true;
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  forgetClients(ids: readonly string[]): void {
    this.#standingsAt++;
    this.#changedClients = [...ids];
    this.tell();
  }

  async stateOf(): Promise<EndpointServerState | undefined> {
    return this.sender && this.state;
  }

  async addressesOf(): Promise<ReadonlySet<Address>> {
    const listeners = this.offer?.listeners ?? [];
    return new Set(listeners.map(({ scheme, hostname, port }): Address => `${scheme}://${hostname}:${port}`));
  }

  async sync(sender: Sender, request: SyncRequest, signal: AbortSignal): Promise<SyncAnswer> {
    this.sender = sender;
    this.synced.push(request);
    const isBehind = this.offer !== undefined && this.offer.number > request.offer;
    if (request.isUrgent !== true && !isBehind && !this.#isNews) {
      const woken = AbortSignal.any([signal, this.#wake.signal]);
      await sleep(SYNC_HOLD_SECONDS * 1000, undefined, { signal: woken }).catch(() => {});
    }
    this.#isNews = false;
    const offer = this.offer !== undefined && this.offer.number > request.offer ? this.offer : undefined;
    const changedClients = request.standingsAt < this.#standingsAt ? this.#changedClients : [];
    return {
      ...{ contract: 1, tenantName: 'acme', name: sender.name, state: this.state },
      ...(offer !== undefined && this.state === 'authorized' && { offer }),
      revision: (await this.store.revisions.current())?.revision ?? 0,
      ...{ changedClients, standingsAt: this.#standingsAt },
      ...(this.local !== undefined && { local: this.local }),
      ...(this.foreignAgents !== undefined && { foreignAgents: this.foreignAgents }),
    };
  }

  async judge(): Promise<JudgeAnswer> {
    return this.verdict;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.goAway();
    await this.endpoint[Symbol.asyncDispose]();
  }
}
