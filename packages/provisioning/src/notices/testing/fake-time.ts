/** A clock that a test moves, and the rest of a loop that wakes by it. For one loop at a time. */
export class FakeTime {
  #now: number;
  #wakeAt = Number.POSITIVE_INFINITY;
  #wake: () => void = () => {};
  #resting = Promise.withResolvers<void>();

  constructor(now: number) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  readonly rest = (ms: number, signal: AbortSignal): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    this.#wakeAt = this.#now + ms;
    this.#wake = resolve;
    this.#resting.resolve();
    return promise;
  };

  /** Sets the clock, back too. Whoever rests does not notice, as timers do not. */
  set(now: number): void {
    this.#wakeAt += now - this.#now;
    this.#now = now;
  }

  /** Lets time pass, waking the loop each time that it wanted to; resolves when it rests again. */
  async pass(ms: number): Promise<void> {
    await this.#resting.promise;
    const until = this.#now + ms;
    while (this.#wakeAt <= until) {
      this.#now = this.#wakeAt;
      this.#resting = Promise.withResolvers();
      this.#wake();
      await this.#resting.promise;
    }
    this.#now = until;
  }
}
