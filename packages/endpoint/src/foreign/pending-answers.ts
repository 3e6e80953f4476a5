import { randomBytes } from 'node:crypto';
import type { PlainAnswer } from '../requests/plain-answer.ts';

/** An agent asks again within seconds, and gives up after a dozen times. */
const KEPT_MS = 10 * 60_000;
/** Small texts. Beyond that an agent waits for its answer on the line. */
const MOST_PENDING = 1_000;

interface Pending {
  readonly agentId: string;
  readonly answer: Promise<PlainAnswer>;
  readonly since: number;
}

/** Answers that were not ready when the agent asked, for the agent alone that did. */
export class PendingAnswers {
  readonly #now: () => number;
  /** By request id, oldest first. */
  readonly #pending = new Map<string, Pending>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The request id under which it can be asked for; undefined when there is no room. */
  keep(agentId: string, answer: Promise<PlainAnswer>): string | undefined {
    this.#forgetOld();
    if (this.#pending.size >= MOST_PENDING) return undefined;
    const id = randomBytes(4).toString('hex').toUpperCase();
    if (this.#pending.has(id)) return undefined;
    this.#pending.set(id, { agentId, answer, since: this.#now() });
    return id;
  }

  find(agentId: string | undefined, requestId: string): Promise<PlainAnswer> | undefined {
    this.#forgetOld();
    const pending = this.#pending.get(requestId);
    return pending?.agentId === agentId ? pending?.answer : undefined;
  }

  /** It was handed over. */
  remove(requestId: string): void {
    this.#pending.delete(requestId);
  }

  #forgetOld(): void {
    for (const [id, { since }] of this.#pending) {
      if (since + KEPT_MS > this.#now()) return;
      this.#pending.delete(id);
    }
  }
}
