import { CausewayError, type ErrorDocument } from '@causeway/errors';
import { provisioningErrors } from '../errors.ts';
import type { Delivery } from './notice-store.ts';

const FIRST_PAUSE_MS = 60_000;
/** Long enough to bother nobody, short enough that a receiver that is back is noticed within a morning. */
const LONGEST_PAUSE_MS = 6 * 3_600_000;
/** With pauses that double from a minute, twelve tries take about twenty hours. */
const MOST_ATTEMPTS = 12;

/** What is written down before a try, so that a process that dies in the middle of it tries again later, not at once. */
export function beginTry(delivery: Delivery, now: number): Delivery {
  const attempts = delivery.attempts + 1;
  return { ...delivery, attempts, triedAt: now, nextTryAt: now + pauseAfter(attempts) };
}

export function succeed(begun: Delivery, now: number): Delivery {
  return { ...begun, state: 'sent', sentAt: now, error: null };
}

/** Given up when trying again cannot help, or has been tried often enough. */
export function fail(begun: Delivery, cause: unknown, now: number): Delivery {
  const error = describe(cause);
  const isOver = begun.attempts >= MOST_ATTEMPTS || isFinal(error);
  const askedForMs = Math.min((error.retryAfterSeconds ?? 0) * 1000, LONGEST_PAUSE_MS);
  const nextTryAt = now + Math.max(pauseAfter(begun.attempts), askedForMs);
  return { ...begun, state: isOver ? 'failed' : 'waiting', nextTryAt, error };
}

/** Trust is never tried into, a refused password locks accounts, and a refused notice is refused again. */
function isFinal({ kind }: ErrorDocument): boolean {
  return kind !== 'unavailable' && kind !== 'fault';
}

function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
}

function describe(cause: unknown): ErrorDocument {
  const error =
    cause instanceof CausewayError ? cause : provisioningErrors.error('INTERNAL_FAULT', { cause });
  return error.toDocument();
}
