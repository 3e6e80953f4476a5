import type { Address } from '@causeway/contract';
import { clientPaths } from '@causeway/contract/client-messages';
import type { NativeInventory } from '@causeway/contract/inventory';
import { readConfig } from '../client-state.ts';
import { type Frequencies, frequenciesOf } from '../frequencies.ts';
import { isInventoryDue, nextInventoryAfter } from '../inventory-plan.ts';
import { type ClientPorts, TransportFailure } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { Road } from '../road.ts';
import { mayCarryInventory, pollingRoads } from '../roads.ts';
import { inventoryRestAfter } from '../schedule.ts';
import type { CollectedInventory, SentInventory } from '../sent-inventory.ts';
import type { Dialer } from './dialer.ts';
import { composeInventory, summaryOf } from './inventory-message.ts';
import type { Notebook } from './notebook.ts';

type Ports = Pick<ClientPorts, 'collectInventory' | 'sentInventory' | 'random'>;

/** What became of an inventory that was asked for. `not-here`: it waits for a way that it may take. */
export type Delivery =
  | { readonly kind: 'sent' | 'not-here' }
  | { readonly kind: 'failed'; readonly failure: TransportFailure };

interface Way {
  readonly road: Road;
  readonly frequencies: Frequencies;
}

/**
 * Uploads the inventory when it is due, by a client that has one: what changed since the one that was acknowledged last,
 * or all of it. What goes wrong with it says nothing of the address: a proxy that takes no megabytes still takes polls.
 * It is tried again with back-off, and ends no round.
 */
export class InventoryUploader {
  readonly #dialer: Dialer;
  readonly #notebook: Notebook;
  readonly #ports: Ports;
  readonly #signal: AbortSignal | undefined;

  constructor(dialer: Dialer, notebook: Notebook, ports: Ports, signal: AbortSignal | undefined) {
    this.#dialer = dialer;
    this.#notebook = notebook;
    this.#ports = ports;
    this.#signal = signal;
  }

  /** To the address at which a poll got through. */
  async uploadWhenDue(at: Address): Promise<void> {
    const { state, now } = this.#notebook;
    const way = this.#wayTo(at);
    if (way === undefined || !isInventoryDue(state, way.frequencies.inventoryInterval, now)) return;
    await this.#upload(way, 'difference');
  }

  /** Because it was asked for, due or not. */
  async uploadNow(at: Address, extent: NativeInventory['kind']): Promise<Delivery> {
    const way = this.#wayTo(at);
    return way === undefined ? { kind: 'not-here' } : this.#upload(way, extent);
  }

  #wayTo(at: Address): Way | undefined {
    const { state } = this.#notebook;
    const config = readConfig(state.current);
    if (this.#ports.collectInventory === undefined || config === undefined) return undefined;
    const road = pollingRoads(state).find(({ address }) => address === at);
    if (road === undefined || !mayCarryInventory(road, config, state)) return undefined;
    return { road, frequencies: frequenciesOf(config, state.group) };
  }

  async #upload({ road, frequencies }: Way, extent: NativeInventory['kind']): Promise<Delivery> {
    const { inventoryInterval } = frequencies;
    try {
      const collected = await this.#collect();
      const message = await this.#deliver(road, collected, extent);
      await this.#noteDelivered(message, collected, inventoryInterval);
      this.#notebook.news.push(`sent the inventory to ${road.address}: ${formatSummary(message)}`);
      return { kind: 'sent' };
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      this.#noteTrouble(error, inventoryInterval);
      return { kind: 'failed', failure: error };
    }
  }

  async #collect(): Promise<CollectedInventory> {
    try {
      const collected = await this.#ports.collectInventory?.(this.#signal);
      if (collected === undefined) throw new Error('this client has none');
      this.#notebook.note({ ...this.#notebook.state, collectors: collected.collectors });
      return collected;
    } catch (cause) {
      this.#signal?.throwIfAborted();
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new TransportFailure('INVENTORY_NOT_COLLECTED', message, undefined, cause);
    }
  }

  /** All of it, at once, to a server that has another inventory than the one that changed. */
  async #deliver(
    road: Road,
    collected: CollectedInventory,
    extent: NativeInventory['kind'],
  ): Promise<NativeInventory> {
    const before = extent === 'full' ? undefined : await this.#acknowledged();
    const message = composeInventory(collected, before, Math.max(0, Math.round(this.#notebook.serverTime)));
    try {
      await this.#dialer.dial(road, {
        ...{ method: 'POST', path: clientPaths.inventory, body: JSON.stringify(message) },
        isAnswer: ({ status }) => status === 204,
      });
      return message;
    } catch (error) {
      const isUnknown = error instanceof Refusal && error.code === 'INVENTORY_BASE_UNKNOWN';
      if (!isUnknown || message.kind === 'full') throw error;
      return this.#deliver(road, collected, 'full');
    }
  }

  /** What the server has of this very client. */
  async #acknowledged(): Promise<SentInventory | undefined> {
    const { clientId, tenant } = this.#notebook.state;
    const sent = await this.#ports.sentInventory?.load();
    return sent?.clientId === clientId && sent?.tenant === tenant ? sent : undefined;
  }

  async #noteDelivered(
    message: NativeInventory,
    { inventory }: CollectedInventory,
    inventoryInterval: number,
  ): Promise<void> {
    const { state, now } = this.#notebook;
    await this.#notebook.keep({
      ...state,
      ...{ inventoryAt: now, inventoryTrouble: null, lastInventory: summaryOf(message) },
      nextInventoryAt: nextInventoryAfter(state, inventoryInterval, now, this.#ports.random()),
    });
    const { clientId, tenant } = state;
    await this.#remember({ clientId: clientId ?? '', tenant: tenant ?? '', inventory });
  }

  /** Without it the next one is whole: no reason to end a round. */
  async #remember(sent: SentInventory): Promise<void> {
    try {
      await this.#ports.sentInventory?.save(sent);
    } catch (error) {
      this.#notebook.news.push(`cannot keep the inventory that was sent: ${error}`);
    }
  }

  #noteTrouble(error: TransportFailure, inventoryInterval: number): void {
    const { state, now } = this.#notebook;
    const failedBefore = state.inventoryTrouble?.failed ?? 0;
    const retryAfterSeconds = error instanceof Refusal ? error.retryAfterSeconds : undefined;
    const failed = { intervalSeconds: inventoryInterval, failedBefore, retryAfterSeconds };
    const restMs = inventoryRestAfter(failed, this.#ports.random());
    const { code, message } = error;
    this.#notebook.note({
      ...state,
      inventoryTrouble: { code, message, at: now, failed: failedBefore + 1, restMs },
    });
    const rest = Math.round(restMs / 1000);
    this.#notebook.news.push(`inventory not delivered: ${code}, ${message}; again in ${rest} s`);
  }
}

function formatSummary(message: NativeInventory): string {
  const { kind, changes } = summaryOf(message);
  return kind === 'full' ? `all of it, ${changes} rows` : `${changes} changes`;
}
