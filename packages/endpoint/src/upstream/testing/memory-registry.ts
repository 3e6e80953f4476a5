import type { Address, EndpointServerId } from '@causeway/contract';
import type {
  EndpointServerState,
  JudgeAnswer,
  JudgeRequest,
  SyncAnswer,
  SyncRequest,
} from '@causeway/contract/upstream-messages';
import type { EndpointServerRegistry } from '../endpoint-server-registry.ts';

type Sender = Parameters<EndpointServerRegistry['sync']>[0];

/** An EndpointServerRegistry in memory, for tests: it holds a sync without news until the signal aborts. */
export class MemoryRegistry implements EndpointServerRegistry {
  readonly states = new Map<string, EndpointServerState>();
  readonly addresses = new Set<Address>();
  readonly judged: JudgeRequest[] = [];
  readonly synced: { readonly sender: Sender; readonly request: SyncRequest }[] = [];
  /** Told when a sync begins to be held. */
  onHeld: () => void = () => {};
  /** Told when one is held no longer. */
  onReleased: () => void = () => {};
  held = 0;
  news: Partial<SyncAnswer> = {};
  verdict: JudgeAnswer = { findings: [] };

  async stateOf(id: EndpointServerId): Promise<EndpointServerState | undefined> {
    return this.states.get(id);
  }

  async addressesOf(): Promise<ReadonlySet<Address>> {
    return this.addresses;
  }

  async sync(sender: Sender, request: SyncRequest, signal: AbortSignal): Promise<SyncAnswer> {
    this.synced.push({ sender, request });
    const state = this.states.get(sender.id) ?? 'pending';
    this.states.set(sender.id, state);
    if (request.isUrgent !== true) await this.#hold(signal);
    return {
      ...{ contract: 1, tenantName: 'acme', name: sender.name, state, revision: 1 },
      ...{ changedClients: [], standingsAt: request.standingsAt, ...this.news },
    };
  }

  async judge(_id: EndpointServerId, request: JudgeRequest): Promise<JudgeAnswer> {
    this.judged.push(request);
    return this.verdict;
  }

  async #hold(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.held++;
    const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    this.onHeld();
    await ended;
    this.held--;
    this.onReleased();
  }
}
