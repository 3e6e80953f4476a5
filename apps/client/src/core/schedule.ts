/** How far apart the clients of a fleet drift: a tenth to either side keeps a million polls from coming at once. */
const JITTER = 0.1;
/** A fleet polls every ten minutes; a failing client begins to look again after a minute at most. */
const FIRST_RETRY_SECONDS = 60;
const LONGEST_RETRY_SECONDS = 3_600;
/** A retired client costs nothing, and comes back within the hour when an admin changes their mind. */
export const REFUSED_REST_SECONDS = 3_600;
/** Clients that were told to come back later do not come back in the same second. */
const RETRY_AFTER_SPREAD = 0.25;

export type Round =
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
    case 'told':
      return round.retryAfterSeconds * (1 + RETRY_AFTER_SPREAD * random);
    case 'failed': {
      const first = Math.min(round.intervalSeconds, FIRST_RETRY_SECONDS);
      const ceiling = Math.min(LONGEST_RETRY_SECONDS, first * 2 ** Math.min(round.failedRounds, 12));
      // Full jitter above a floor: a fleet that lost its server does not come back as one.
      return first / 2 + (ceiling - first / 2) * random;
    }
  }
}
