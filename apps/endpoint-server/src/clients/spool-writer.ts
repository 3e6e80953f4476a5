import type { SpoolEntry } from '@causeway/contract/upstream-messages';
import type { Inventory, Observation, Spool } from '@causeway/endpoint';

/** A second of polls of a large site; several entries share one commit. */
const OBSERVATIONS_AN_ENTRY = 1_000;

/** What clients say, on its way to the spool. Durable when it resolves. @throws SPOOL_FULL */
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
    await Promise.all(entries.map((entry) => this.#spool.append(entry, this.#now())));
  };

  readonly putInventory = async ({ clientId, receivedAt, address, document }: Inventory): Promise<void> => {
    await this.#spool.append({ kind: 'inventory', clientId, receivedAt, address, document }, this.#now());
  };
}

function toEntry(observations: readonly Observation[]): SpoolEntry {
  return {
    kind: 'observations',
    observations: observations.map(({ failures, isEvidence: _, ...seen }) => ({
      ...seen,
      ...(failures !== undefined && { failures: failures.map((failure) => ({ ...failure })) }),
    })),
  };
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
