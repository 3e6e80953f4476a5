import type { ConfigFile } from '@causeway/config-file';
import type { Address } from '@causeway/contract';
import { clientPaths } from '@causeway/contract/client-messages';
import { type ClientState, readConfig } from '../client-state.ts';
import { type ClientPorts, TransportFailure } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { mayCarryInventory, pollingRoads } from '../roads.ts';
import { inventoryRestAfter } from '../schedule.ts';
import type { Dialer } from './dialer.ts';
import type { Notebook } from './notebook.ts';

/**
 * Uploads the inventory when it is due, by a client that has one. What goes wrong with it says nothing of the address: a proxy that takes no
 * megabytes still takes polls. It is tried again with back-off, and ends no round.
 */
export class InventoryUploader {
  readonly #dialer: Dialer;
  readonly #notebook: Notebook;
  readonly #ports: Pick<ClientPorts, 'collectInventory' | 'random'>;

  constructor(dialer: Dialer, notebook: Notebook, ports: Pick<ClientPorts, 'collectInventory' | 'random'>) {
    this.#dialer = dialer;
    this.#notebook = notebook;
    this.#ports = ports;
  }

  /** To the address at which a poll got through. */
  async uploadWhenDue(at: Address): Promise<void> {
    const { state, now } = this.#notebook;
    const config = readConfig(state.current);
    const { collectInventory } = this.#ports;
    if (collectInventory === undefined || config === undefined) return;
    if (!isInventoryDue(state, config, now)) return;
    const road = pollingRoads(state).find(({ address }) => address === at);
    if (road === undefined || !mayCarryInventory(road, config, state)) return;
    try {
      const body = await collect(collectInventory);
      await this.#dialer.dial(road, {
        ...{ method: 'POST', path: clientPaths.inventory, body },
        isAnswer: ({ status }) => status === 204,
      });
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      this.#noteTrouble(error, config);
      return;
    }
    await this.#notebook.keep({ ...this.#notebook.state, inventoryAt: now, inventoryTrouble: null });
    this.#notebook.news.push(`sent the inventory to ${at}`);
  }

  #noteTrouble(error: TransportFailure, { inventoryInterval }: ConfigFile): void {
    const { state, now, news } = this.#notebook;
    const failedBefore = state.inventoryTrouble?.failed ?? 0;
    const retryAfterSeconds = error instanceof Refusal ? error.retryAfterSeconds : undefined;
    const failed = { intervalSeconds: inventoryInterval, failedBefore, retryAfterSeconds };
    const restMs = inventoryRestAfter(failed, this.#ports.random());
    const { code, message } = error;
    this.#notebook.note({
      ...state,
      inventoryTrouble: { code, message, at: now, failed: failedBefore + 1, restMs },
    });
    news.push(`inventory not delivered: ${code}, ${message}; again in ${Math.round(restMs / 1000)} s`);
  }
}

async function collect(collectInventory: () => Promise<string>): Promise<string> {
  try {
    return await collectInventory();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new TransportFailure('INVENTORY_NOT_COLLECTED', message, undefined, cause);
  }
}

/** A clock that was set back is no reason to wait for it. */
function isInventoryDue(
  { inventoryAt, inventoryTrouble }: ClientState,
  { inventoryInterval }: ConfigFile,
  now: number,
): boolean {
  if (inventoryTrouble !== null) return Math.abs(now - inventoryTrouble.at) >= inventoryTrouble.restMs;
  return inventoryAt === null || Math.abs(now - inventoryAt) >= inventoryInterval * 1000;
}
