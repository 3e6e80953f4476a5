import { createHash } from 'node:crypto';
import type { TenantId } from '@causeway/contract';
import type { Change } from '@causeway/reachability';

/** What the crossing of a tenant had come to. */
export interface CrossingSample {
  readonly tenantId: TenantId;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Which crossing it is of: `digestOf` where it leads. */
  readonly crossing: string;
  readonly proven: number;
  readonly blocking: number;
  readonly sleeping: number;
  readonly waived: number;
}

/** A crossing is the way to these addresses under this trust, whoever asked for it and whatever was there before. */
export function digestOf({ after }: Pick<Change, 'after'>): string {
  const ways = after.map(
    ({ address, serves, trusts }) => `${address} ${serves} ${trusts.toSorted().join('+')}`,
  );
  return createHash('sha256').update(ways.toSorted().join('\n')).digest('hex').slice(0, 16);
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The older, the fewer: about 60 of the last hour, 150 of the last day, 170 of two weeks, then one a day. */
const SPACINGS: readonly { readonly untilMs: number; readonly spacingMs: number }[] = [
  { untilMs: HOUR_MS, spacingMs: MINUTE_MS },
  { untilMs: DAY_MS, spacingMs: 10 * MINUTE_MS },
  { untilMs: 14 * DAY_MS, spacingMs: 2 * HOUR_MS },
  { untilMs: Number.POSITIVE_INFINITY, spacingMs: DAY_MS },
];

/** The times of the samples, oldest first, that a curve does without by now. The first stays: there the crossing began. */
export function thinnedOut(samples: readonly Pick<CrossingSample, 'at'>[], now: number): number[] {
  const [first, ...others] = samples;
  if (first === undefined) return [];
  let kept = first.at;
  return others.flatMap(({ at }) => {
    if (at - kept < spacingOf(now - at)) return [at];
    kept = at;
    return [];
  });
}

function spacingOf(ageMs: number): number {
  return SPACINGS.find(({ untilMs }) => ageMs <= untilMs)?.spacingMs ?? 0;
}
