import type { Wait } from '../bell.ts';

interface Waiting {
  readonly at: number;
  readonly ms: number;
  readonly end: () => void;
}

/** Time that passes when a test says so. */
export class FakeClock {
  #now = 1_000_000;
  #waiting: readonly Waiting[] = [];
  #came: (() => void)[] = [];

  readonly now = (): number => this.#now;

  readonly wait: Wait = (ms, signal) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    if (signal.aborted) return Promise.reject(signal.reason);
    const waiting: Waiting = { at: this.#now + ms, ms, end: resolve };
    this.#waiting = [...this.#waiting, waiting];
    signal.addEventListener('abort', () => {
      this.#waiting = this.#waiting.filter((one) => one !== waiting);
      reject(signal.reason);
    });
    for (const came of this.#came.splice(0)) came();
    return promise;
  };

  /** How long each waits that waits now. */
  get waits(): readonly number[] {
    return this.#waiting.map(({ ms }) => ms);
  }

  /** Resolves when somebody begins to wait, or waits already. */
  async untilSomebodyWaits(): Promise<void> {
    while (this.#waiting.length === 0) await new Promise<void>((resolve) => this.#came.push(resolve));
  }

  advance(ms: number): void {
    this.#now += ms;
    const due = this.#waiting.filter(({ at }) => at <= this.#now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#now);
    for (const { end } of due) end();
  }
}
