import { inventoryErrors } from '@causeway/inventory';
import type { EndpointStore, ForwardedBatch, ForwardedEntry, Inventory } from '../endpoint-store.ts';
import { observationOf } from '../foreign/observation-of.ts';

type Stores = Pick<EndpointStore, 'foreign' | 'diagnostics'> & {
  readonly clients: Pick<EndpointStore['clients'], 'find' | 'record'>;
  readonly inventories: Pick<EndpointStore['inventories'], 'put'>;
};

/** The batches of a MemoryEndpointStore. */
export class MemoryBatches implements Batches {
  readonly #stores: Stores;
  /** The highest sequence accepted, by endpoint server and spool. */
  readonly #accepted = new Map<string, number>();

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  async accept({ from, spool, entries }: ForwardedBatch): Promise<number> {
    const key = `${from}\n${spool}`;
    for (const entry of entries.toSorted((one, other) => one.sequence - other.sequence)) {
      if (entry.sequence <= (this.#accepted.get(key) ?? 0)) continue;
      // Before the entry is stored: the same batch may come a second time meanwhile.
      this.#accepted.set(key, entry.sequence);
      await this.#store(entry);
    }
    return this.#accepted.get(key) ?? 0;
  }

  #store(entry: ForwardedEntry): Promise<void> {
    const { clients, diagnostics } = this.#stores;
    switch (entry.kind) {
      case 'observations':
        return clients.record(entry.observations);
      case 'inventory':
        return this.#putInventory(entry.inventory).catch(passOver);
      case 'foreign':
        return this.#acceptForeign(entry).catch(passOver);
      case 'diagnostics':
        return this.#ofEnrolled(entry.diagnostics.clientId, () => diagnostics.put(entry.diagnostics));
    }
  }

  #putInventory(inventory: Inventory): Promise<void> {
    return this.#ofEnrolled(inventory.clientId, () => this.#stores.inventories.put(inventory));
  }

  async #acceptForeign({ contact }: Extract<ForwardedEntry, { kind: 'foreign' }>): Promise<void> {
    const { foreign, clients } = this.#stores;
    const seen = observationOf(contact, await foreign.accept(contact));
    if (seen !== undefined) await clients.record([seen]);
  }

  async #ofEnrolled(clientId: Inventory['clientId'], put: () => Promise<void>): Promise<void> {
    const client = await this.#stores.clients.find(clientId);
    if (client?.standing === 'enrolled') await put();
  }
}

type Batches = EndpointStore['batches'];

/** What cannot be read would come again for ever. */
function passOver(error: unknown): void {
  if (!inventoryErrors.is(error)) throw error;
}
