import type { Change, Client, Evidence, Failure, LeftBehind, Policy, Reason, Way } from './model.ts';

/** Where one client stands when a change is made. */
export type Standing =
  | { readonly kind: 'retired' }
  | { readonly kind: 'proven'; readonly way: Way }
  | { readonly kind: 'left-behind'; readonly why: LeftBehind['why'] }
  | { readonly kind: 'blocked'; readonly reason: Reason };

/** Evidence from the future of a clock that was set back counts for this long, then no more. */
export const FUTURE_TOLERANCE_MS = 300_000;

/**
 * The law for one client: it has a way after the change that it has proven, or it is blocked and this says why; or it
 * is left behind knowingly. `now` is milliseconds since 1970.
 */
export function standingOf(client: Client, change: Change, policy: Policy, now: number): Standing {
  if (client.standing === 'retired') return { kind: 'retired' };
  const way = change.after.find((candidate) => isProven(client, candidate, policy, now));
  if (way !== undefined) return { kind: 'proven', way };
  if (client.waiver !== null) return { kind: 'left-behind', why: 'waived' };
  if (isActive(client, policy, now))
    return { kind: 'blocked', reason: reasonOf(client, change, policy, now) };
  if (canComeBack(client, change.after)) return { kind: 'left-behind', why: 'sleeping' };
  return { kind: 'blocked', reason: { kind: 'sleeping', lastSeenAt: client.lastSeenAt } };
}

/** Seen within the active window. */
export function isActive({ lastSeenAt }: Client, { activeWindowMs }: Policy, now: number): boolean {
  return lastSeenAt !== null && now - lastSeenAt <= activeWindowMs;
}

function isProven(client: Client, way: Way, policy: Policy, now: number): boolean {
  if (way.serves !== 'everything') return false;
  const evidence = evidenceAt(client, way);
  return (
    evidence !== undefined &&
    isRecent(evidence, policy, now) &&
    withdrawnBy(client, way, evidence) === undefined
  );
}

function isRecent({ at }: Evidence, { activeWindowMs }: Policy, now: number): boolean {
  return now - at <= activeWindowMs && at - now <= FUTURE_TOLERANCE_MS;
}

/** The newest evidence at this address under this trust, however old. */
function evidenceAt({ evidence }: Client, { address, trust }: Way): Evidence | undefined {
  return newest(evidence.filter((one) => one.address === address && one.trust === trust));
}

/** A failure that the client met after it last came through. */
function withdrawnBy(
  { failures }: Client,
  { address }: Way,
  evidence: Evidence | undefined,
): Failure | undefined {
  return newest(
    failures.filter((one) => one.address === address && one.at > (evidence?.at ?? Number.NEGATIVE_INFINITY)),
  );
}

/**
 * Whether a sleeper finds its way again: over a plain HTTP listener that it came to before, be it for the signed
 * config.ini alone, or over HTTPS under a trust that it had before. One that never came anywhere knows HTTP if any does.
 */
function canComeBack({ evidence }: Client, after: readonly Way[]): boolean {
  if (evidence.length === 0) return after.some(({ trust }) => trust === 'none');
  return after.some((way) =>
    evidence.some(({ address, trust }) => address === way.address && trust === way.trust),
  );
}

/** The first that applies of: it failed; it cannot know; it was too long ago; it did not happen yet. */
function reasonOf(client: Client, change: Change, policy: Policy, now: number): Reason {
  const wanted = change.after.filter(({ serves }) => serves === 'everything');
  const addresses = wanted.map(({ address }) => address);
  if (client.kind === 'foreign') return { kind: 'foreign', addresses };
  const failure = newest(
    wanted.map((way) => withdrawnBy(client, way, evidenceAt(client, way))).filter((one) => one !== undefined),
  );
  if (failure !== undefined)
    return { kind: 'failed', address: failure.address, code: failure.code, at: failure.at };
  const { revision } = change;
  const { fetchedRevision } = client;
  if (revision === 0 || fetchedRevision < revision)
    return { kind: 'never-fetched', revision, fetchedRevision };
  const old = newest(wanted.map((way) => evidenceAt(client, way)).filter((one) => one !== undefined));
  if (old !== undefined && !isRecent(old, policy, now))
    return { kind: 'proof-too-old', address: old.address, at: old.at };
  return { kind: 'not-proven', addresses };
}

function newest<Observed extends { readonly at: number }>(all: readonly Observed[]): Observed | undefined {
  return all.reduce<Observed | undefined>(
    (best, one) => (best === undefined || one.at > best.at ? one : best),
    undefined,
  );
}
