import { endpointErrors } from '../errors.ts';
import { placeOf } from './place-of.ts';

const MOST_PLACES = 10_000;

export interface AddressLimitOptions {
  readonly now: () => number;
  /** Of one place within the window. */
  readonly most: number;
  readonly windowMs: number;
  /** What is answered beyond. */
  readonly code: Parameters<typeof endpointErrors.error>[0];
}

/** Counts what came from each place, in windows that begin with the first of them. */
export class AddressLimit {
  readonly #options: AddressLimitOptions;
  readonly #counts = new Map<string, { readonly count: number; readonly since: number }>();

  constructor(options: AddressLimitOptions) {
    this.#options = options;
  }

  /** @throws the code of this limit when as many were counted */
  check(remoteAddress: string): void {
    const { now, most, windowMs, code } = this.#options;
    const place = placeOf(remoteAddress);
    const counted = this.#counts.get(place);
    if (counted === undefined || counted.count < most) return;
    const leftMs = counted.since + windowMs - now();
    if (leftMs <= 0) this.#counts.delete(place);
    else
      throw endpointErrors.error(code, {
        seen: `${counted.count} within ${Math.round(windowMs / 1000)} s`,
        retryAfterSeconds: Math.ceil(leftMs / 1000),
      });
  }

  count(remoteAddress: string): void {
    const now = this.#options.now();
    const place = placeOf(remoteAddress);
    const before = this.#counts.get(place);
    const isOver = before === undefined || before.since + this.#options.windowMs <= now;
    const { count, since } = isOver ? { count: 0, since: now } : before;
    this.#counts.set(place, { count: count + 1, since });
    const oldest = this.#counts.keys().next();
    if (this.#counts.size > MOST_PLACES && !oldest.done) this.#counts.delete(oldest.value);
  }
}
