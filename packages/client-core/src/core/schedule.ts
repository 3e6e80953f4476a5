/** How far apart the clients of a fleet drift: a tenth to either side keeps a million polls from coming at once. */
const JITTER = 0.1;
/** A fleet polls every ten minutes; a failing client begins to look again after a minute at most. */
const FIRST_RETRY_SECONDS = 60;
/** Nobody sends a client to sleep for longer, whatever they answer: over HTTP it could be anybody. */
const LONGEST_RETRY_SECONDS = 3_600;
/** `Retry-After: 0` is no invitation to come back at once, forever. */
const SHORTEST_REST_SECONDS = 5;
/** A retired client costs nothing, and comes back within the hour when an admin changes their mind. */
export const REFUSED_REST_SECONDS = 3_600;
/** Clients that were told to come back later do not come back in the same second. */
const RETRY_AFTER_SPREAD = 0.25;
/** An inventory takes minutes to collect and megabytes to send, and nothing waits for it. */
const FIRST_INVENTORY_RETRY_SECONDS = 600;
const LONGEST_INVENTORY_RETRY_SECONDS = 86_400;
/** Doublings after which every back-off is at its longest. */
const MOST_DOUBLINGS = 12;

export type Round =
  /** It polls by another interval than before. */
  | { readonly kind: 'changed'; readonly intervalSeconds: number }
  | { readonly kind: 'through'; readonly intervalSeconds: number }
  | { readonly kind: 'failed'; readonly intervalSeconds: number; readonly failedRounds: number }
  | { readonly kind: 'told'; readonly retryAfterSeconds: number };

/** Milliseconds until the next round. `random` is from 0 up to 1. */
export function delayAfter(round: Round, random: number): number {
  return Math.round(1000 * secondsAfter(round, random));
}

function secondsAfter(round: Round, random: number): number {
  switch (round.kind) {
    case 'through':
      return round.intervalSeconds * (1 - JITTER + 2 * JITTER * random);
    // Any moment of the new interval: a fleet that hears of it within minutes is not in step afterwards.
    case 'changed':
      return round.intervalSeconds * random;
    case 'told':
      return toldSeconds(round.retryAfterSeconds) * (1 + RETRY_AFTER_SPREAD * random);
    case 'failed': {
      const first = Math.min(round.intervalSeconds, FIRST_RETRY_SECONDS);
      return backOffSeconds(first, LONGEST_RETRY_SECONDS, round.failedRounds, random);
    }
  }
}

export interface FailedUpload {
  readonly intervalSeconds: number;
  /** Uploads that failed in a row before this one. */
  readonly failedBefore: number;
  readonly retryAfterSeconds: number | undefined;
}

/** Milliseconds for which an inventory that failed is left alone. `random` is from 0 up to 1. */
export function inventoryRestAfter(
  { intervalSeconds, failedBefore, retryAfterSeconds = 0 }: FailedUpload,
  random: number,
): number {
  const first = Math.min(intervalSeconds, FIRST_INVENTORY_RETRY_SECONDS);
  const longest = Math.min(intervalSeconds, LONGEST_INVENTORY_RETRY_SECONDS);
  const backOff = backOffSeconds(first, longest, failedBefore, random);
  return Math.round(1000 * Math.max(backOff, toldSeconds(retryAfterSeconds)));
}

/** Full jitter above a floor: a fleet that lost its server does not come back as one. */
function backOffSeconds(first: number, longest: number, failedBefore: number, random: number): number {
  const ceiling = Math.min(longest, first * 2 ** Math.min(failedBefore, MOST_DOUBLINGS));
  return first / 2 + (ceiling - first / 2) * random;
}

function toldSeconds(retryAfterSeconds: number): number {
  return Math.min(LONGEST_RETRY_SECONDS, Math.max(SHORTEST_REST_SECONDS, retryAfterSeconds));
}
