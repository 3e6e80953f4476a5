/** A clock that stands still, and rests that end when a test says so. */
export class FakeTime {
  #now: number;
  readonly #rests = new Set<{ readonly ms: number; end(): void }>();

  constructor(now: number) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  readonly rest = (ms: number, signal: AbortSignal): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const rest = { ms: this.#now + ms, end: resolve };
    this.#rests.add(rest);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    return promise.finally(() => this.#rests.delete(rest));
  };

  /** Lets that much time pass; every rest that is over ends. */
  pass(ms: number): void {
    this.#now += ms;
    for (const rest of this.#rests) if (rest.ms <= this.#now) rest.end();
  }
}
