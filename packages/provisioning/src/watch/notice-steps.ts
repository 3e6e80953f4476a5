const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * A third of the lifetime left is when renewal is due: Let's Encrypt's advice, and what certmagic and Go's autocert do.
 * Whoever renews by hand hears of it then.
 */
const FIRST_SHARE = 1 / 3;
/** A CA of ten years would announce its end three years ahead; half a year is enough to move any fleet. */
const FIRST_AT_MOST_MS = 180 * DAY_MS;
/** The last word before the end leaves a working day for a long lifetime and a fair share of a short one. */
const LAST_AT_LEAST_MS = DAY_MS / 2;
const LAST_AT_LEAST_SHARE = 1 / 48;
/** Nobody acts faster on a message than within the hour. */
const LAST_EVER_MS = HOUR_MS;

/**
 * How much of a lifetime is left at each step at which somebody is told: a third, then half of the step before, then
 * nothing. A year gives 122, 61, 30, 15, 8, 4, 2 and 1 days; six days give 2 days, 1 day, 12, 6 and 3 hours.
 * @returns milliseconds left, falling, ending with 0
 */
export function noticeSteps(lifetimeMs: number): number[] {
  const last = Math.max(LAST_EVER_MS, Math.min(LAST_AT_LEAST_MS, lifetimeMs * LAST_AT_LEAST_SHARE));
  const first = Math.min(lifetimeMs * FIRST_SHARE, FIRST_AT_MOST_MS);
  const steps = [];
  for (let left = first; left >= last; left /= 2) steps.push(Math.floor(left));
  return [...steps, 0];
}

/** A certificate or anchor as far as time is concerned. */
export interface Lifetime {
  readonly notBefore: number;
  readonly notAfter: number;
  /** How much is left when it is renewed by itself: steps up to then are no news. Null when nobody does. */
  readonly renewedAtLeftMs: number | null;
}

/** The newest step that has come: its place among the steps; undefined while there is time. */
export function dueStep(lifetime: Lifetime, now: number): number | undefined {
  const leftMs = lifetime.notAfter - now;
  const step = stepsOf(lifetime).findLastIndex((at) => leftMs <= at);
  return step === -1 || isRenewedFirst(lifetime, stepsOf(lifetime)[step]) ? undefined : step;
}

/** When somebody is told next; undefined behind the end. */
export function nextStepAt(lifetime: Lifetime, now: number): number | undefined {
  const told = stepsOf(lifetime).filter((leftMs) => !isRenewedFirst(lifetime, leftMs));
  return told.map((leftMs) => lifetime.notAfter - leftMs).find((at) => at > now);
}

export function isOver({ notAfter }: Lifetime, now: number): boolean {
  return now >= notAfter;
}

function stepsOf({ notBefore, notAfter }: Lifetime): number[] {
  return noticeSteps(notAfter - notBefore);
}

function isRenewedFirst({ renewedAtLeftMs }: Lifetime, leftMs = 0): boolean {
  return renewedAtLeftMs !== null && leftMs >= renewedAtLeftMs;
}
