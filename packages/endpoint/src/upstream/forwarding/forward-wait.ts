const FIRST_WAIT_MS = 1_000;
/** A platform that comes back is found within a minute. */
const LONGEST_WAIT_MS = 60_000;
/** Doublings after which every wait is the longest. */
const MOST_DOUBLINGS = 16;

/**
 * How long to wait after so many failures in a row, in milliseconds: doubling, and half of it by chance, so that many
 * endpoint servers do not come back in one moment. `random` is from 0 up to 1.
 */
export function forwardWaitMs(failures: number, random: number): number {
  if (failures < 1) return 0;
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, MOST_DOUBLINGS));
  return Math.round(most / 2 + (random * most) / 2);
}
