import type { Say } from '../events/endpoint-event.ts';
import type { Trouble } from '../trouble.ts';

/** Whether the platform is there. It is said once when it goes, and once when it is back. */
export class PlatformWatch {
  readonly #say: Say;
  readonly #now: () => number;
  #since: number;
  #trouble: Trouble | null = null;
  #isReached = false;
  #lastRefusal = '';

  constructor(say: Say, now: () => number) {
    this.#say = say;
    this.#now = now;
    this.#since = now();
  }

  get isReached(): boolean {
    return this.#isReached;
  }

  /** Since when it is there, or away; milliseconds since 1970. */
  get since(): number {
    return this.#since;
  }

  /** Why it is away; null while it is not, and before the first try. */
  get trouble(): Trouble | null {
    return this.#trouble;
  }

  reached(address: string): void {
    const awayMs = this.#now() - this.#since;
    if (this.#trouble !== null) this.#say({ kind: 'platform-back', address, awayMs });
    if (!this.#isReached) this.#since = this.#now();
    this.#isReached = true;
    this.#trouble = null;
    this.#lastRefusal = '';
  }

  away(trouble: Trouble): void {
    const isNews = this.#trouble === null;
    if (this.#isReached) this.#since = this.#now();
    this.#isReached = false;
    this.#trouble = trouble;
    if (isNews) this.#say({ kind: 'platform-away', ...trouble });
  }

  /** Somebody is there, and does not want what it was sent. The same refusal is said once. */
  refused(trouble: Trouble): void {
    if (this.#lastRefusal === trouble.code) return;
    this.#lastRefusal = trouble.code;
    this.#say({ kind: 'platform-refuses', ...trouble });
  }
}
