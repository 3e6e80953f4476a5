import type { Observation } from '../endpoint-store.ts';

/** A second of polls goes into one transaction: a verdict asks for a flush, nobody else needs it sooner. */
const FLUSH_AFTER_MS = 1_000;
/** More than a machine takes in during any transaction; beyond it clients are asked to come back. */
const MOST_WAITING = 100_000;

export interface EvidenceLog {
  error(detail: object, message: string): void;
}

export interface EvidenceBufferOptions {
  readonly log?: EvidenceLog | undefined;
  /** Beyond this many the buffer is full; 100,000 when left out. */
  readonly mostWaiting?: number | undefined;
}

/** Where the evidence goes. */
export interface EvidenceStore {
  /** Durable when it resolves; what is rejected is given again, before what came since. */
  record(observations: readonly Observation[]): Promise<void>;
}

/** What requests showed, on its way into the store in batches. */
export class EvidenceBuffer implements AsyncDisposable {
  readonly #store: EvidenceStore;
  readonly #log: EvidenceLog | undefined;
  readonly #mostWaiting: number;
  #waiting: Observation[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(store: EvidenceStore, { log, mostWaiting = MOST_WAITING }: EvidenceBufferOptions = {}) {
    this.#store = store;
    this.#log = log;
    this.#mostWaiting = mostWaiting;
  }

  get isFull(): boolean {
    return this.#waiting.length >= this.#mostWaiting;
  }

  add(observation: Observation): void {
    this.#waiting.push(observation);
    this.#schedule();
  }

  /** Resolves when everything added before is durable. What cannot be written stays and is tried again. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const write = async () => {
      const batch = this.#waiting;
      if (batch.length === 0) return;
      this.#waiting = [];
      try {
        await this.#store.record(batch);
      } catch (error) {
        this.#waiting = [...batch, ...this.#waiting];
        // A full buffer takes nothing in, so nothing that comes in would bring on the next try.
        this.#schedule();
        throw error;
      }
    };
    // One after the other, whether or not the one before worked.
    this.#writing = this.#writing.then(write, write);
    return this.#writing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    await this.flush();
  }

  #schedule(): void {
    if (this.#isClosed) return;
    this.#timer ??= setTimeout(
      () => void this.flush().catch((err) => this.#log?.error({ err }, 'evidence could not be written')),
      FLUSH_AFTER_MS,
    );
  }
}
