/** A CA that asks for more than a day is asked again after one. */
const MOST_SECONDS = 86_400;

/** Seconds of a Retry-After field (RFC 9110 section 10.2.3), a number or a date; undefined for anything else. */
export function parseRetryAfter(field: string | undefined, now: number): number | undefined {
  if (field === undefined) return undefined;
  const seconds = /^\d{1,9}$/.test(field) ? Number(field) : (Date.parse(field) - now) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.min(MOST_SECONDS, Math.max(0, Math.ceil(seconds)));
}
