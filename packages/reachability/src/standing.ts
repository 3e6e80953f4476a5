import type { Change, Client, Evidence, Failure, LeftBehind, Policy, Reason, Trust, Way } from './model.ts';

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
  const way = comesAt(client, change).find((one) => isProven(client, one, change.before, policy, now));
  if (way !== undefined) return { kind: 'proven', way };
  if (client.waiver !== null) return { kind: 'left-behind', why: 'waived' };
  if (isActive(client, policy, now))
    return { kind: 'blocked', reason: reasonOf(client, change, policy, now) };
  if (canComeBack(client, reachedBy(client, change.after))) return { kind: 'left-behind', why: 'sleeping' };
  if (client.kind === 'foreign') return { kind: 'blocked', reason: reasonOf(client, change, policy, now) };
  return { kind: 'blocked', reason: { kind: 'sleeping', lastSeenAt: client.lastSeenAt } };
}

/** The ways at whose address it has come before, as far as it would do everything there. */
function comesAt(client: Client, change: Change): readonly Way[] {
  const { after } = indexOf(change);
  const addresses = new Set(client.evidence.map(({ address }) => address));
  const ways = [...addresses].flatMap((address) => after.get(address) ?? []);
  return usableBy(client, reachedBy(client, ways), change);
}

function reachedBy({ onlyServer }: Client, ways: readonly Way[]): readonly Way[] {
  return onlyServer === undefined ? ways : ways.filter(({ server }) => server === onlyServer);
}

/**
 * The ways by which a client would do everything. One of our own that has come by HTTPS at an endpoint server does not
 * go back to HTTP there but for the signed config.ini, as long as that server offers HTTPS (DESIGN rule 6): what it
 * shows there keeps it from being lost, and does not make HTTP an address that it works with.
 */
function usableBy(client: Client, ways: readonly Way[], change: Change): readonly Way[] {
  if (client.kind === 'foreign') return ways;
  return ways.filter((way) => isHttps(way) || !isBoundToHttps(client, way.server, change));
}

/** By an address that is known to be of that endpoint server, or of none: it may have been this one's in former days. */
function isBoundToHttps({ evidence }: Client, server: string | undefined, change: Change): boolean {
  const { serverOf, httpsServers } = indexOf(change);
  if (!httpsServers.has(server)) return false;
  return evidence.some((one) => isHttps(one) && (serverOf.get(one.address) ?? server) === server);
}

/** A change looked up by address: a fleet has many clients, and a tenant many ways. */
interface ChangeIndex {
  readonly after: ReadonlyMap<string, readonly Way[]>;
  /** Of the ways before and after; an address without a server is in none of them. */
  readonly serverOf: ReadonlyMap<string, string | undefined>;
  /** Those that offer HTTPS after the change. */
  readonly httpsServers: ReadonlySet<string | undefined>;
}

const indexes = new WeakMap<Change, ChangeIndex>();

function indexOf(change: Change): ChangeIndex {
  const known = indexes.get(change);
  if (known !== undefined) return known;
  const { before, after } = change;
  const index: ChangeIndex = {
    after: Map.groupBy(after, ({ address }) => address),
    serverOf: new Map([...before, ...after].map(({ address, server }) => [address, server])),
    httpsServers: new Set(after.filter((way) => isHttps(way) && serves(way)).map(({ server }) => server)),
  };
  indexes.set(change, index);
  return index;
}

function isHttps({ address }: { readonly address: string }): boolean {
  return address.startsWith('https:');
}

function serves(way: Way): boolean {
  return way.serves === 'everything';
}

/** Seen within its active window. */
export function isActive(client: Client, policy: Policy, now: number): boolean {
  const { lastSeenAt } = client;
  return lastSeenAt !== null && now - lastSeenAt <= activeWindowMsOf(client, policy);
}

/** Of its group, where that has one. */
export function activeWindowMsOf({ group }: Pick<Client, 'group'>, policy: Policy): number {
  const { activeWindowMs, activeWindowMsByGroup = {} } = policy;
  if (group === undefined || !Object.hasOwn(activeWindowMsByGroup, group)) return activeWindowMs;
  return activeWindowMsByGroup[group] ?? activeWindowMs;
}

function isProven(client: Client, way: Way, before: readonly Way[], policy: Policy, now: number): boolean {
  if (way.serves !== 'everything') return false;
  const evidence = evidenceAt(client, way);
  return (
    evidence !== undefined &&
    evidence.at > knownSince(client, way) &&
    isRecent(evidence, client, policy, now) &&
    withdrawnBy(client, way, before, evidence) === undefined
  );
}

/** A foreign one knows its way from its own configuration, which says the same whatever config.ini does. */
function knownSince({ kind }: Client, { since }: Way): number {
  return kind === 'foreign' || since === undefined ? Number.NEGATIVE_INFINITY : since;
}

function isRecent({ at }: Evidence, client: Client, policy: Policy, now: number): boolean {
  return now - at <= activeWindowMsOf(client, policy) && at - now <= FUTURE_TOLERANCE_MS;
}

/** The newest evidence at this address under this trust, however old. */
function evidenceAt(client: Client, way: Way): Evidence | undefined {
  return newestEvidence(client, [way]);
}

/** Of a client at any of these ways, however old. */
export function newestEvidence(
  { evidence }: Pick<Client, 'evidence'>,
  ways: readonly Way[],
): Evidence | undefined {
  return newest(evidence.filter((one) => ways.some((way) => isAt(one, way))));
}

/** Of several trusts that a client may have come by, any could be the only one that it has. */
function isAt({ address, trust }: Evidence, { address: at, trusts }: Way): boolean {
  if (address !== at) return false;
  return (
    trusts.includes(trust) || (trust.includes('+') && trust.split('+').every((one) => trusts.includes(one)))
  );
}

/** The trust that evidence shows at a way which leads to these anchors. */
export function trustOfEvidence(trusts: readonly Trust[]): Trust {
  return trusts.toSorted().join('+');
}

/** A failure that the client met after it last came through. */
function withdrawnBy(
  { failures }: Client,
  way: Way,
  before: readonly Way[],
  evidence: Evidence | undefined,
): Failure | undefined {
  const since = evidence?.at ?? Number.NEGATIVE_INFINITY;
  return newest(failures.filter((one) => isAbout(one, way, before) && one.at > since));
}

/** A certificate that was refused says nothing of another one, under another trust, that comes to its address. */
function isAbout({ address, trust, code }: Failure, way: Way, before: readonly Way[]): boolean {
  if (address !== way.address) return false;
  if (trust !== undefined) return way.trusts.includes(trust);
  return !code.startsWith('CERTIFICATE_') || !bringsTrustAlone(way, before);
}

/**
 * Whether a sleeper finds its way again: over a plain HTTP listener that it came to before, be it for the signed
 * config.ini alone, or over HTTPS under a trust that it still has. One that never came anywhere knows HTTP if any does.
 * A foreign one reads no config.ini.
 */
function canComeBack(client: Client, after: readonly Way[]): boolean {
  const ways = client.kind === 'foreign' ? after.filter(serves) : after;
  if (client.evidence.length === 0) return ways.some(({ trusts }) => trusts.includes('none'));
  return ways.some((way) => remembers(client, way));
}

/**
 * A client has the trusts that config.ini has named ever since it came by them. Of what config.ini has dropped in
 * between it keeps, for each address, the trust by which it last came there.
 */
function remembers(client: Client, way: Way): boolean {
  const evidence = evidenceAt(client, way);
  if (evidence === undefined) return false;
  if (evidence.at > knownSince(client, way)) return true;
  const later = client.evidence.filter(({ address, at }) => address === way.address && at >= evidence.at);
  return later.every((one) => isAt(one, way));
}

/** The first that applies of: it failed; it cannot know; it was too long ago; it did not happen yet. */
function reasonOf(client: Client, change: Change, policy: Policy, now: number): Reason {
  const wanted = usableBy(client, reachedBy(client, change.after), change).filter(serves);
  if (client.kind === 'foreign') return foreignReason(client, wanted, change);
  const addresses = wanted.map(({ address }) => address);
  const failure = newest(
    wanted
      .map((way) => withdrawnBy(client, way, change.before, evidenceAt(client, way)))
      .filter((one) => one !== undefined),
  );
  if (failure !== undefined)
    return { kind: 'failed', address: failure.address, code: failure.code, at: failure.at };
  const { revision } = change;
  const { fetchedRevision } = client;
  if (revision === 0 || fetchedRevision < revision)
    return { kind: 'never-fetched', revision, fetchedRevision };
  const old = newest(wanted.map((way) => evidenceAt(client, way)).filter((one) => one !== undefined));
  if (old !== undefined && !isRecent(old, client, policy, now))
    return { kind: 'proof-too-old', address: old.address, at: old.at };
  const isRehearsal = wanted.length > 0 && wanted.every((way) => bringsTrustAlone(way, change.before));
  return { kind: isRehearsal ? 'not-rehearsed' : 'not-proven', addresses };
}

/** At the endpoint servers that it came to first, and HTTPS before HTTP. */
function foreignReason(client: Client, wanted: readonly Way[], change: Change): Reason {
  const { agent = 'unknown', evidence } = client;
  const { serverOf } = indexOf(change);
  const servers = new Set(evidence.map(({ address }) => serverOf.get(address)));
  const rank = (way: Way) => (servers.has(way.server) ? 0 : 2) + (isHttps(way) ? 0 : 1);
  const [...ways] = wanted.toSorted((a, b) => rank(a) - rank(b));
  const [best] = ways;
  const isTrustAlone =
    best !== undefined &&
    bringsTrustAlone(best, change.before) &&
    evidence.some(({ address }) => address === best.address);
  const addresses = ways.map(({ address }) => address);
  return { kind: 'foreign', addresses, agent, ...(isTrustAlone && { isTrustAlone }) };
}

/** The address is served already, and another trust comes to it. */
function bringsTrustAlone({ address, trusts }: Way, before: readonly Way[]): boolean {
  const there = before.filter((way) => way.address === address && way.serves === 'everything');
  return there.length > 0 && !there.some((way) => way.trusts.some((trust) => trusts.includes(trust)));
}

function newest<Observed extends { readonly at: number }>(all: readonly Observed[]): Observed | undefined {
  return all.reduce<Observed | undefined>(
    (best, one) => (best === undefined || one.at > best.at ? one : best),
    undefined,
  );
}
