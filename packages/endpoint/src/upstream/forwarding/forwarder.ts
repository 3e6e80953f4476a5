import { setTimeout as timer } from 'node:timers/promises';
import type { BatchAnswer } from '@causeway/contract/upstream-messages';
import { endpointErrors } from '../../errors.ts';
import type { Spool, SpooledEntry } from '../../spool/spool.ts';
import { encodeBatch } from './encode-batch.ts';
import { forwardWaitMs } from './forward-wait.ts';
import { isTooLarge } from './is-too-large.ts';

export interface ForwarderPorts {
  readonly spool: Pick<Spool, 'id' | 'peek' | 'remove'>;
  /**
   * Sends a batch, compressed by gzip, and resolves with what the platform verifiably answered.
   * @throws whatever went wrong: it is sent again. An error with `retryAfterSeconds` is heeded.
   */
  readonly send: (content: Uint8Array, signal: AbortSignal) => Promise<BatchAnswer>;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Resolves after so many milliseconds; rejects when the signal aborts. A timer when left out. */
  readonly wait?: ((ms: number, signal: AbortSignal) => Promise<unknown>) | undefined;
  /** Told of every failure, with how many there were in a row. */
  readonly onFailure?: ((error: unknown, failures: number) => void) | undefined;
}

/** Of the entries, before the compression; a larger one goes alone. A bad line carries it within minutes. */
const BATCH_BYTES = 4 * 1024 * 1024;
/** With a batch of this size it is no use to try a smaller one: the entry itself is what nobody takes. */
const SMALLEST_BATCH_BYTES = 16 * 1024;
/** How long an entry waits for others to come with it. */
const GATHER_MS = 1_000;

/**
 * Carries the spool to the platform: one batch at a time, in order, each until it is accepted. An answer that is lost
 * makes the batch be sent again; the platform knows by the sequences what it has. Nothing leaves the spool before the
 * platform says that it is stored.
 */
export class Forwarder {
  readonly #ports: ForwarderPorts;
  #failures = 0;
  /** Halved when a batch is too large for what lies between, and grown again with what gets through. */
  #batchBytes = BATCH_BYTES;
  #askedToWaitMs = 0;
  #cut: AbortController | undefined;

  constructor(ports: ForwarderPorts) {
    this.#ports = ports;
  }

  /** Failures since something was accepted, or the platform was reached. */
  get failures(): number {
    return this.#failures;
  }

  /** The platform was just reached otherwise: what failed before is tried at once. */
  nudge(): void {
    this.#failures = 0;
    this.#cut?.abort();
  }

  /** Forwards until the signal aborts, and then resolves; it never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if ((await this.#forward(signal)) === 'accepted') continue;
      await this.#rest(signal);
    }
  }

  async #forward(signal: AbortSignal): Promise<'accepted' | 'nothing' | 'failed'> {
    const { spool, send, onFailure } = this.#ports;
    try {
      const entries = await spool.peek(this.#batchBytes);
      if (entries.length === 0) return 'nothing';
      const { accepted } = await send(await encodeBatch(spool.id, entries), signal);
      await spool.remove(lastAccepted(entries, accepted));
      this.#failures = 0;
      this.#batchBytes = Math.min(BATCH_BYTES, this.#batchBytes * 2);
      return 'accepted';
    } catch (error) {
      if (signal.aborted) return 'failed';
      this.#failures++;
      if (isTooLarge(error)) this.#batchBytes = Math.max(SMALLEST_BATCH_BYTES, this.#batchBytes / 2);
      this.#askedToWaitMs = askedToWaitMs(error);
      onFailure?.(error, this.#failures);
      return 'failed';
    }
  }

  async #rest(signal: AbortSignal): Promise<void> {
    const { random, wait = waitByTimer } = this.#ports;
    const waitMs = Math.max(GATHER_MS, forwardWaitMs(this.#failures, random()), this.#askedToWaitMs);
    this.#cut = new AbortController();
    try {
      await wait(waitMs, AbortSignal.any([signal, this.#cut.signal]));
    } catch (error) {
      if (!signal.aborted && !this.#cut.signal.aborted) throw error;
    } finally {
      this.#cut = undefined;
      this.#askedToWaitMs = 0;
    }
  }
}

/** What may leave the spool: never what was not sent, whatever the answer says. @throws UPSTREAM_ANSWER_UNTRUSTED */
function lastAccepted(entries: readonly SpooledEntry[], accepted: number): number {
  const [first, last] = [entries[0]?.sequence ?? 0, entries.at(-1)?.sequence ?? 0];
  if (accepted >= first) return Math.min(accepted, last);
  // Sent again and again it would keep both sides busy for nothing.
  throw endpointErrors.error('UPSTREAM_ANSWER_UNTRUSTED', {
    seen: `accepted up to ${accepted}`,
    expected: `${first} to ${last}, as they were sent`,
  });
}

function askedToWaitMs(error: unknown): number {
  if (!(error instanceof Error) || !('retryAfterSeconds' in error)) return 0;
  const { retryAfterSeconds } = error;
  return typeof retryAfterSeconds === 'number' ? Math.max(0, retryAfterSeconds) * 1000 : 0;
}

async function waitByTimer(ms: number, signal: AbortSignal): Promise<void> {
  await timer(ms, undefined, { signal });
}
