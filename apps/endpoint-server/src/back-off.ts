/** Doublings after which every back-off is at its longest. */
const MOST_DOUBLINGS = 16;

export interface BackOff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** How long to wait after so many failures in a row: doubling, half of it by chance. `random` is from 0 up to 1. */
export function backOffMs({ firstMs, longestMs }: BackOff, failures: number, random: number): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(Math.max(0, failures - 1), MOST_DOUBLINGS));
  return Math.round(ceiling * (0.5 + 0.5 * random));
}
