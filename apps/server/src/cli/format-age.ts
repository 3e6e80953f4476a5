const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long ago, as a person says it: in minutes up to two hours, in hours up to two days, then in days. */
export function formatAge(at: number, now: number): string {
  const age = Math.max(now - at, 0);
  if (age < MINUTE_MS) return 'just now';
  if (age < 2 * HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min ago`;
  return age < 2 * DAY_MS ? `${Math.floor(age / HOUR_MS)} h ago` : `${Math.floor(age / DAY_MS)} d ago`;
}
