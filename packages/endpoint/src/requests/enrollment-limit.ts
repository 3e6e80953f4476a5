import { endpointErrors } from '../errors.ts';

/** Guesses at tokens are hopeless (256 bits); this keeps the log and the CPU free of those who try. */
const FREE_REFUSALS = 20;
const WINDOW_MS = 60_000;
const MOST_ADDRESSES = 10_000;

/** Counts refused enrollments by the address they came from. */
export class EnrollmentLimit {
  readonly #refusals = new Map<string, { count: number; since: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws ENROLLMENT_LIMITED */
  check(remoteAddress: string): void {
    const refusals = this.#refusals.get(remoteAddress);
    if (refusals === undefined || refusals.count < FREE_REFUSALS) return;
    const leftMs = refusals.since + WINDOW_MS - this.#now();
    if (leftMs <= 0) this.#refusals.delete(remoteAddress);
    else
      throw endpointErrors.error('ENROLLMENT_LIMITED', {
        seen: `${refusals.count} refusals`,
        retryAfterSeconds: Math.ceil(leftMs / 1000),
      });
  }

  refused(remoteAddress: string): void {
    const now = this.#now();
    const before = this.#refusals.get(remoteAddress);
    const isOver = before === undefined || before.since + WINDOW_MS <= now;
    const { count, since } = isOver ? { count: 0, since: now } : before;
    this.#refusals.set(remoteAddress, { count: count + 1, since });
    const oldest = this.#refusals.keys().next();
    if (this.#refusals.size > MOST_ADDRESSES && !oldest.done) this.#refusals.delete(oldest.value);
  }
}
