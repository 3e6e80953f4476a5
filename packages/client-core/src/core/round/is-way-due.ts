import type { WayState } from '../client-state.ts';
import type { Frequencies } from '../frequencies.ts';
import { isProofDue } from './is-proof-due.ts';

type Intervals = Pick<Frequencies, 'pollingInterval' | 'proofInterval'>;
/** How it went, last time: at an address, or with a coming certificate. */
type Tried = Pick<WayState, 'provenAt' | 'failure'>;

/** At a client's own endpoint server, what failed is tried in every round, and what came through once it grows old. */
export function isDueAtOwn({ provenAt, failure }: Tried, intervals: Intervals, now: number): boolean {
  return provenAt === null || failure !== null || isProofDue(intervals, provenAt, now);
}

/**
 * At the others, both once it grows old: one that is dead must not hold up every round. A file that was taken up since
 * makes everything due: what was shown for an address that it did not name all the time is no evidence any more.
 */
export function isDueAtOther(
  { provenAt, failure }: Tried,
  intervals: Intervals,
  now: number,
  adoptedAt: number | null,
): boolean {
  if (provenAt === null && failure === null) return true;
  const triedAt = Math.max(provenAt ?? Number.NEGATIVE_INFINITY, failure?.at ?? Number.NEGATIVE_INFINITY);
  return isProofDue(intervals, triedAt, now) || isBefore(triedAt, adoptedAt, now);
}

/** A file that was taken up in the future of a clock that was set back is no reason to try without an end. */
export function isBefore(at: number, adoptedAt: number | null, now: number): boolean {
  return adoptedAt !== null && adoptedAt <= now && at < adoptedAt;
}
