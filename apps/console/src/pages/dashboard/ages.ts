const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Filters for how long ago the last inventory came, of computers that may be no longer there. */
export interface Ages {
  readonly hour: string;
  readonly day: string;
  readonly week: string;
  readonly older: string;
}

/** By the minute, so that the same question is asked for a while. */
export function agesAt(now: number): Ages {
  const before = (ms: number) =>
    `${new Date(Math.floor((now - ms) / MINUTE_MS) * MINUTE_MS).toISOString().slice(0, 19)}Z`;
  return {
    hour: `inventoryAt ge ${before(HOUR_MS)}`,
    day: `inventoryAt ge ${before(DAY_MS)}`,
    week: `inventoryAt ge ${before(7 * DAY_MS)}`,
    older: `inventoryAt lt ${before(7 * DAY_MS)}`,
  };
}
