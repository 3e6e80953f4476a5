import { overloaded } from '../../requests/answer.ts';

/** A batch may take a hundred megabytes while it is read: with so many at once the memory of the process holds. */
const MOST_AT_ONCE = 4;

/** Lets a few batches in at once, and of one endpoint server no more than one: the next one waits for its answer. */
export class BatchPlaces {
  readonly #taken = new Set<string>();

  /** The place is free again when it is disposed. @throws ENDPOINT_OVERLOADED */
  enter(id: string): Disposable {
    if (this.#taken.has(id) || this.#taken.size >= MOST_AT_ONCE) throw overloaded();
    this.#taken.add(id);
    return { [Symbol.dispose]: () => void this.#taken.delete(id) };
  }
}
