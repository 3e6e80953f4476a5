import { provisioningErrors } from '../errors.ts';

/** Failures that are forgiven before waiting begins: a person's slips of the finger. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Subjects remembered at once; the oldest is forgotten first. */
const MAX_SUBJECTS = 10_000;

interface Failures {
  readonly count: number;
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
  attempt(...subjects: readonly string[]): void {
    for (const subject of subjects) this.#refuseEarly(subject);
    for (const subject of subjects) this.#count(subject);
  }

  succeeded(subject: string): void {
    this.#failures.delete(subject);
  }

  #refuseEarly(subject: string): void {
    const { count = 0, waitUntil = 0 } = this.#failures.get(subject) ?? {};
    const waitMs = waitUntil - this.#now();
    if (waitMs <= 0) return;
    const retryAfterSeconds = Math.ceil(waitMs / 1000);
    throw provisioningErrors.error('TOO_MANY_ATTEMPTS', {
      seen: `${count} failures`,
      expected: `another try after ${retryAfterSeconds} s`,
      retryAfterSeconds,
    });
  }

  #count(subject: string): void {
    const count = (this.#failures.get(subject)?.count ?? 0) + 1;
    const waitMs =
      count <= FREE_FAILURES
        ? 0
        : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - FREE_FAILURES - 1));
    this.#failures.delete(subject);
    this.#failures.set(subject, { count, waitUntil: this.#now() + waitMs });
    const oldest = this.#failures.keys().next();
    if (this.#failures.size > MAX_SUBJECTS && !oldest.done) this.#failures.delete(oldest.value);
  }
}
