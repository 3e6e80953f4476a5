import type { BlockingReason, ForecastView } from '@causeway/contract/admin';
import type { Client, Reason } from '@causeway/reachability';
import type { TenantRecord } from '../provisioning-store.ts';
import type { CrossingSample } from './crossing-sample.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** One poll may fall into a bad hour, two as well. */
const POLLS = 3;
/** Weekends are in it, whatever day it is. */
const LONGEST_WINDOW_MS = 7 * DAY_MS;
/** What would take longer is no pace any more. */
const FARTHEST_MS = 3650 * DAY_MS;

/** Reasons that go away only when somebody does something. */
const BY_HAND: ReadonlySet<BlockingReason> = new Set(['failed', 'foreign', 'sleeping']);

/** Those that block, by what is to be expected of them. */
export interface Expected {
  readonly waiting: number;
  readonly silent: number;
  readonly byHand: number;
}

/** What is to be expected of a client that blocks. */
export function expectedOf(
  { kind }: Reason,
  { lastSeenAt }: Pick<Client, 'lastSeenAt'>,
  silentMs: number,
  now: number,
): keyof Expected {
  if (BY_HAND.has(kind)) return 'byHand';
  return lastSeenAt === null || now - lastSeenAt > silentMs ? 'silent' : 'waiting';
}

type Polled = Pick<TenantRecord, 'pollingIntervalSeconds' | 'groups'>;

/** Between two polls of its slowest clients. */
export function pollingMsOf({ pollingIntervalSeconds, groups }: Polled): number {
  const ofGroups = groups.map((group) => group.pollingIntervalSeconds ?? 0);
  return Math.max(pollingIntervalSeconds, ...ofGroups) * 1000;
}

/** A client that runs would have been heard of; one that restarts takes its time. */
export function silentMsOf(tenant: Polled): number {
  return Math.max(HOUR_MS, POLLS * pollingMsOf(tenant));
}

export interface ForecastInput extends Expected {
  /** Of this crossing, oldest first. */
  readonly samples: readonly Pick<CrossingSample, 'at' | 'blocking'>[];
  readonly pollingMs: number;
  readonly silentMs: number;
  readonly now: number;
}

/** When those that may still cross by themselves would have crossed, if that can be told. */
export function forecastCrossing(input: ForecastInput): ForecastView {
  const { waiting, silent, byHand, silentMs } = input;
  return { ...outlookOf(input), waiting, silent, silentMs, byHand };
}

type Outlook = Pick<ForecastView, 'kind' | 'at' | 'since' | 'perHour'>;

function outlookOf({ samples, waiting, silent, byHand, pollingMs, now }: ForecastInput): Outlook {
  const blocking = waiting + silent + byHand;
  if (blocking === 0) return { kind: 'done' };
  if (waiting === 0) return { kind: 'not-by-themselves' };
  const began = samples.at(0)?.at ?? now;
  const shortestMs = Math.max(POLLS * pollingMs, POLLS * MINUTE_MS);
  if (now - began < shortestMs) return { kind: 'too-early' };
  // Of late: a fleet begins fast and ends slowly, and its first hours say little of its last ones.
  const windowMs = Math.min(LONGEST_WINDOW_MS, Math.max(shortestMs, (now - began) / 2));
  const from = samples.findLast(({ at }) => at <= now - windowMs);
  if (from === undefined) return { kind: 'too-early' };
  const crossed = from.blocking - blocking;
  const restMs = (waiting * (now - from.at)) / crossed;
  if (crossed <= 0 || restMs > FARTHEST_MS) return { kind: 'stalled', since: lastProgress(samples) };
  return { kind: 'by', at: Math.round(now + restMs), perHour: (crossed * HOUR_MS) / (now - from.at) };
}

/** When fewer blocked than before for the last time; the beginning when they never did. */
function lastProgress(samples: ForecastInput['samples']): number {
  const fell = samples.findLast(({ blocking }, index) => blocking < (samples[index - 1]?.blocking ?? 0));
  return (fell ?? samples[0])?.at ?? 0;
}
