import type { EndpointStore, ForwardedBatch, ForwardedEntry } from '../endpoint-store.ts';

/** The batches of a MemoryEndpointStore. */
export class MemoryBatches implements Batches {
  readonly #clients: Pick<EndpointStore['clients'], 'find' | 'record'>;
  readonly #inventories: Pick<EndpointStore['inventories'], 'put'>;
  /** The highest sequence accepted, by endpoint server and spool. */
  readonly #accepted = new Map<string, number>();

  constructor(
    clients: Pick<EndpointStore['clients'], 'find' | 'record'>,
    inventories: Pick<EndpointStore['inventories'], 'put'>,
  ) {
    this.#clients = clients;
    this.#inventories = inventories;
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

  async #store(entry: ForwardedEntry): Promise<void> {
    if (entry.kind === 'observations') return this.#clients.record(entry.observations);
    const client = await this.#clients.find(entry.inventory.clientId);
    if (client?.standing === 'enrolled') await this.#inventories.put(entry.inventory);
  }
}

type Batches = EndpointStore['batches'];
