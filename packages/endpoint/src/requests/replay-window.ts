/**
 * Remembers nonces for at least `windowMs` and at most twice as long, in two generations: forgetting is dropping the
 * older one, so that a million polls cost no sweep. Memory: about 100 bytes a request.
 */
export class ReplayWindow {
  readonly #windowMs: number;
  #current = new Set<string>();
  #previous = new Set<string>();
  #turnedAt: number;

  constructor(windowMs: number, now: number) {
    this.#windowMs = windowMs;
    this.#turnedAt = now;
  }

  /** How many nonces are remembered. */
  get size(): number {
    return this.#current.size + this.#previous.size;
  }

  /** True the first time. */
  isFresh(nonce: string, now: number): boolean {
    this.#turn(now);
    if (this.#current.has(nonce) || this.#previous.has(nonce)) return false;
    this.#current.add(nonce);
    return true;
  }

  #turn(now: number): void {
    const generations = Math.floor((now - this.#turnedAt) / this.#windowMs);
    if (generations < 1) return;
    this.#previous = generations === 1 ? this.#current : new Set();
    this.#current = new Set();
    this.#turnedAt = now;
  }
}
