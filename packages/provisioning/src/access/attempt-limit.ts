import { provisioningErrors } from '../errors.ts';

/** Failures that are forgiven before waiting begins: a person's slips of the finger. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Without a failure for that long the ones before are forgotten; longer than any wait. */
const REMEMBERED_MS = 3_600_000;
/** Subjects remembered at once; the oldest is forgotten first. */
const MAX_SUBJECTS = 10_000;

/** Whose failures are counted together. Those that strangers can cause have more of them free. */
export type Subject = string | { readonly name: string; readonly freeFailures: number };

interface Failures {
  readonly count: number;
  readonly lastAt: number;
  readonly waitUntil: number;
}

/** Slows down guessing: after some failures each further one doubles the wait. In memory; one per process. */
export class AttemptLimit {
  readonly #failures = new Map<string, Failures>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Before it is known whether the try is right: it counts as a failure until `succeeded` takes that back, so that
   * guesses made at the same moment count, too.
   * @throws TOO_MANY_ATTEMPTS while one of the subjects has to wait; then nothing is counted.
   */
  attempt(...subjects: readonly Subject[]): void {
    for (const subject of subjects) this.#refuseEarly(subject);
    for (const subject of subjects) this.#count(subject);
  }

  succeeded(...subjects: readonly Subject[]): void {
    for (const subject of subjects) this.#failures.delete(nameOf(subject));
  }

  /** An attempt that succeeds unless `prove` throws. @throws TOO_MANY_ATTEMPTS, what `prove` throws */
  async guard<Proven>(subjects: readonly Subject[], prove: () => Promise<Proven>): Promise<Proven> {
    this.attempt(...subjects);
    const proven = await prove();
    this.succeeded(...subjects);
    return proven;
  }

  #refuseEarly(subject: Subject): void {
    const { count = 0, waitUntil = 0 } = this.#failures.get(nameOf(subject)) ?? {};
    const waitMs = waitUntil - this.#now();
    if (waitMs <= 0) return;
    const retryAfterSeconds = Math.ceil(waitMs / 1000);
    throw provisioningErrors.error('TOO_MANY_ATTEMPTS', {
      seen: `${count} failures`,
      expected: `another try after ${retryAfterSeconds} s`,
      retryAfterSeconds,
    });
  }

  #count(subject: Subject): void {
    const name = nameOf(subject);
    const now = this.#now();
    const before = this.#failures.get(name);
    const isForgotten = before === undefined || now - before.lastAt >= REMEMBERED_MS;
    const count = (isForgotten ? 0 : before.count) + 1;
    this.#failures.delete(name);
    this.#failures.set(name, { count, lastAt: now, waitUntil: now + waitMsAfter(count, subject) });
    const oldest = this.#failures.keys().next();
    if (this.#failures.size > MAX_SUBJECTS && !oldest.done) this.#failures.delete(oldest.value);
  }
}

function nameOf(subject: Subject): string {
  return typeof subject === 'string' ? subject : subject.name;
}

function waitMsAfter(count: number, subject: Subject): number {
  const over = count - (typeof subject === 'string' ? FREE_FAILURES : subject.freeFailures);
  return over <= 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (over - 1));
}
