/** 9999-12-31T23:59:59.999Z: RFC 3339 and Edm.DateTimeOffset have four digits for the year. */
const LAST_TIME = 253_402_300_799_999;

/** A point in time as RFC 3339 writes it, in UTC; null for one that it cannot write, as a machine with a broken clock has. */
export function isoTime(at: number): string | null {
  return at >= 0 && at <= LAST_TIME ? new Date(at).toISOString() : null;
}
