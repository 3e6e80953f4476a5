import type { SpoolEntry } from '@causeway/contract/upstream-messages';
import type { Diagnostics, ForeignContact, Inventory, Observation, Spool } from '@causeway/endpoint';
import { type InventoryFormat, inventoryErrors, openInventory } from '@causeway/inventory';

/** A second of polls of a large site; several entries share one commit. */
const OBSERVATIONS_AN_ENTRY = 1_000;

/**
 * What clients say, on its way to the spool. Durable when it resolves. An inventory is read before it is kept: later
 * there is nobody left to be told that it is none.
 * @throws SPOOL_FULL
 */
export class SpoolWriter {
  readonly #spool: Spool;
  readonly #now: () => number;

  constructor(spool: Spool, now: () => number) {
    this.#spool = spool;
    this.#now = now;
  }

  /** What is given again after a failure may be there twice; evidence does not mind. */
  readonly record = async (observations: readonly Observation[]): Promise<void> => {
    const entries = chunksOf(observations, OBSERVATIONS_AN_ENTRY).map(toEntry);
    await Promise.all(entries.map((entry) => this.#append(entry)));
  };

  /** @throws the codes of the inventory package */
  readonly putInventory = async ({ format, ...inventory }: Inventory): Promise<void> => {
    requireReadable(format, inventory.document);
    const { clientId, receivedAt, address, document } = inventory;
    await this.#append({ kind: 'inventory', clientId, receivedAt, address, document });
  };

  readonly putDiagnostics = async ({ clientId, receivedAt, document }: Diagnostics): Promise<void> => {
    await this.#append({ kind: 'diagnostics', clientId, receivedAt, document });
  };

  /** @throws the codes of the inventory package */
  readonly putForeign = async ({ inventory, ...contact }: ForeignContact): Promise<void> => {
    const { deviceId, agent, at, address, trust } = contact;
    const entry = { kind: 'foreign', deviceId, agent, at, address, trust } as const;
    await this.#append(inventory === undefined ? entry : { ...entry, inventory: toForeign(inventory) });
  };

  #append(entry: SpoolEntry): Promise<void> {
    return this.#spool.append(entry, this.#now());
  }
}

type ForeignInventory = NonNullable<Extract<SpoolEntry, { kind: 'foreign' }>['inventory']>;

function toForeign({ format, document }: NonNullable<ForeignContact['inventory']>): ForeignInventory {
  requireReadable(format, document);
  if (format === 'native') throw inventoryErrors.error('INVENTORY_MALFORMED', { seen: 'one of our own' });
  return { format, document };
}

function requireReadable(format: InventoryFormat, document: string): void {
  const opened = openInventory(format, document);
  if (opened.kind === 'full') for (const part of opened.parts) part.read();
}

function toEntry(observations: readonly Observation[]): SpoolEntry {
  return {
    kind: 'observations',
    observations: observations.map(({ failures, done, isEvidence: _, ...seen }) => ({
      ...seen,
      ...(failures !== undefined && { failures: failures.map((failure) => ({ ...failure })) }),
      ...(done !== undefined && { done: done.map((report) => ({ ...report })) }),
    })),
  };
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
