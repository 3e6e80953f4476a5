import { endpointErrors } from '../errors.ts';

const MOST_ADDRESSES = 10_000;

export interface AddressLimitOptions {
  readonly now: () => number;
  /** Of one address within the window. */
  readonly most: number;
  readonly windowMs: number;
  /** What is answered beyond. */
  readonly code: Parameters<typeof endpointErrors.error>[0];
}

/** Counts what came from each remote address, in windows that begin with the first of them. */
export class AddressLimit {
  readonly #options: AddressLimitOptions;
  readonly #counts = new Map<string, { readonly count: number; readonly since: number }>();

  constructor(options: AddressLimitOptions) {
    this.#options = options;
  }

  /** @throws the code of this limit when as many were counted */
  check(remoteAddress: string): void {
    const { now, most, windowMs, code } = this.#options;
    const counted = this.#counts.get(remoteAddress);
    if (counted === undefined || counted.count < most) return;
    const leftMs = counted.since + windowMs - now();
    if (leftMs <= 0) this.#counts.delete(remoteAddress);
    else
      throw endpointErrors.error(code, {
        seen: `${counted.count} within ${Math.round(windowMs / 1000)} s`,
        retryAfterSeconds: Math.ceil(leftMs / 1000),
      });
  }

  count(remoteAddress: string): void {
    const now = this.#options.now();
    const before = this.#counts.get(remoteAddress);
    const isOver = before === undefined || before.since + this.#options.windowMs <= now;
    const { count, since } = isOver ? { count: 0, since: now } : before;
    this.#counts.set(remoteAddress, { count: count + 1, since });
    const oldest = this.#counts.keys().next();
    if (this.#counts.size > MOST_ADDRESSES && !oldest.done) this.#counts.delete(oldest.value);
  }
}
