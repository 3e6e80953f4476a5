const SHORTEST_MS = 10_000;
const RESTS = 20;

/** How long a list is left alone: what took the server long to answer is asked for rarely. */
export function restAfter(tookMs: number): number {
  return Math.max(SHORTEST_MS, RESTS * tookMs);
}
