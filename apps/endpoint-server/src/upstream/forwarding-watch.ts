import { endpointErrors } from '@causeway/endpoint';
import type { Say } from '../events/endpoint-event.ts';
import { type Trouble, troubleOf } from '../trouble.ts';

/** How the forwarding goes. That the platform is away is said elsewhere; what else stops it is said once. */
export class ForwardingWatch {
  readonly #say: Say;
  readonly #now: () => number;
  #forwardedAt: number | null = null;
  #trouble: Trouble | null = null;

  constructor(say: Say, now: () => number) {
    this.#say = say;
    this.#now = now;
  }

  /** When something was last forwarded since the start, milliseconds since 1970. */
  get forwardedAt(): number | null {
    return this.#forwardedAt;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  forwarded(): void {
    if (this.#trouble !== null && this.#trouble.code !== 'UPSTREAM_UNREACHABLE')
      this.#say({ kind: 'forwarding-again' });
    this.#forwardedAt = this.#now();
    this.#trouble = null;
  }

  failed(error: unknown): void {
    const trouble = troubleOf(error);
    const isNews = trouble.code !== this.#trouble?.code;
    this.#trouble = trouble;
    if (isNews && !endpointErrors.is(error, 'UPSTREAM_UNREACHABLE'))
      this.#say({ kind: 'forwarding-stuck', ...trouble });
  }
}
