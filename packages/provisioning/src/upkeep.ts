import { Turns } from '@causeway/endpoint';

/** Something that has to be looked after again and again. */
export interface UpkeepPart {
  keepUp(): Promise<void>;
}

export interface UpkeepOptions {
  /** By name, in the order in which they are looked after. */
  readonly parts: Readonly<Record<string, UpkeepPart>>;
  readonly log: { error(detail: object, message: string): void };
}

/** How often tenants that could not listen are tried again, and config.ini files are kept fresh. */
const REST_MS = 10_000;

/** Rounds of upkeep: one at a time, each part for itself. What fails is logged and tried again in the next round. */
export class Upkeep implements AsyncDisposable {
  readonly #options: UpkeepOptions;
  readonly #turns = new Turns();
  #last: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: UpkeepOptions) {
    this.#options = options;
  }

  /** Rounds follow each other from now on, with a rest in between. */
  start(): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => void this.round().then(() => this.start()), REST_MS);
    this.#timer.unref();
  }

  /** A whole round, after the one that is under way. Never rejects. */
  round(): Promise<void> {
    this.#last = this.#turns.take(() => this.#round());
    return this.#last;
  }

  /** No part is begun any more; the one that is under way goes on. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** Resolves when nothing is under way any more. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.stop();
    await this.#last;
  }

  async #round(): Promise<void> {
    const { parts, log } = this.#options;
    for (const [name, part] of Object.entries(parts)) {
      if (this.#isStopped) return;
      try {
        await part.keepUp();
      } catch (err) {
        log.error({ err, part: name }, 'a part of the upkeep failed; trying again soon');
      }
    }
  }
}
