import { createHash } from 'node:crypto';
import type { ClientId } from '@causeway/contract';
import { type EndpointStore, type Inventory, MOST_UPLOADS_NOTED } from '../endpoint-store.ts';

/** The inventories of a MemoryEndpointStore. */
export class MemoryInventories implements Inventories {
  readonly #newest = new Map<ClientId, Inventory>();
  /** When each document of a client last came, by its SHA-256. */
  readonly #uploads = new Map<ClientId, Map<string, number>>();

  async put(inventory: Inventory): Promise<void> {
    this.#note(inventory);
    const kept = this.#newest.get(inventory.clientId);
    if (kept === undefined || inventory.receivedAt >= kept.receivedAt)
      this.#newest.set(inventory.clientId, inventory);
  }

  async find(clientId: ClientId): Promise<Inventory | undefined> {
    return this.#newest.get(clientId);
  }

  async count(clientId: ClientId): Promise<number> {
    return this.#uploads.get(clientId)?.size ?? 0;
  }

  #note({ clientId, document, receivedAt }: Inventory): void {
    const sha256 = createHash('sha256').update(document).digest('hex');
    const uploads = this.#uploads.getOrInsertComputed(clientId, () => new Map<string, number>());
    uploads.set(sha256, Math.max(receivedAt, uploads.get(sha256) ?? receivedAt));
    if (uploads.size <= MOST_UPLOADS_NOTED) return;
    const newestFirst = [...uploads].sort(
      ([one, at], [other, otherAt]) => otherAt - at || (one < other ? -1 : 1),
    );
    for (const [old] of newestFirst.slice(MOST_UPLOADS_NOTED)) uploads.delete(old);
  }
}

type Inventories = EndpointStore['inventories'];
