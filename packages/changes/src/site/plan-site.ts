import {
  addressOf,
  type Binding,
  type CertificateId,
  type Listener,
  listenersOf,
  type Site,
  type TenantId,
} from '@causeway/contract';

/** How a tenant's website gets from what is served to what is wanted, always through a state that holds both. */
export interface SitePlan {
  readonly tenantId: TenantId;
  /** Name of the tenant, for messages. */
  readonly tenant: string;
  /** In force when it was planned: what an undo goes back to. */
  readonly previous: Site;
  readonly desired: Site;
  /** Served when it was planned. */
  readonly before: readonly Listener[];
  /** Everything of both; where only the certificate differs, the old one with the coming one rehearsed beside it. */
  readonly interim: readonly Listener[];
  /** The interim with every coming certificate live. */
  readonly swapped: readonly Listener[];
  readonly after: readonly Listener[];
}

/** A change of one website, or of several that share a certificate: one plan, one crossing. */
export interface SitesPlan {
  readonly sites: readonly SitePlan[];
}

export interface SitePlanInput {
  readonly tenantId: TenantId;
  readonly tenant: string;
  readonly previous: Site;
  readonly serving: readonly Listener[];
  readonly desired: Site;
  /** The anchors in use so far that the desired certificate's chain leads to as well: cross-signed, or re-issued. */
  readonly alsoTrusts?: readonly string[];
}

/** Pure: the plan is written down and survives a crash. */
export function planSite({ serving, alsoTrusts, ...input }: SitePlanInput): SitePlan {
  const after = listenersOf(input.desired).map((listener) => withTrusts(listener, serving, alsoTrusts));
  const interim = interimOf(serving, after);
  return { ...input, before: serving, interim, swapped: interim.map(swap), after };
}

/** Whether a certificate is swapped at an address that stays. */
export function isSwap({ interim }: SitePlan): boolean {
  return interim.some(({ coming }) => coming !== undefined);
}

/** A certificate that stays keeps what is known of it: evidence since then says no more than before. */
function withTrusts(
  listener: Listener,
  serving: readonly Listener[],
  alsoTrusts: readonly string[] = [],
): Listener {
  if (listener.certificateId === null) return listener;
  const same = serving.find(
    (one) => isSamePlace(one, listener) && one.certificateId === listener.certificateId,
  );
  const trusts = same === undefined ? alsoTrusts : (same.alsoTrusts ?? []);
  return trusts.length === 0 ? listener : { ...listener, alsoTrusts: trusts };
}

/** HTTPS first, what comes before what goes: the order in which clients prefer them. */
function interimOf(before: readonly Listener[], after: readonly Listener[]): Listener[] {
  const coming = after.map((listener) => besideOld(listener, before));
  const staying = before.filter((old) => !after.some((listener) => isSamePlace(listener, old)));
  return [...coming, ...staying].sort((a, b) => rank(a) - rank(b));
}

/** What comes, as far as it can be served beside what is there at the same place. */
function besideOld(listener: Listener, before: readonly Listener[]): Listener {
  const old = before.find((one) => addressOf(one) === addressOf(listener));
  if (old === undefined) return listener;
  const serves = old.serves === 'everything' ? old.serves : listener.serves;
  const { certificateId, alsoTrusts } = listener;
  if (certificateId === null || old.certificateId === null || certificateId === old.certificateId)
    return { ...listener, serves };
  return { ...old, serves, coming: { certificateId, ...(alsoTrusts && { alsoTrusts }) } };
}

/** The coming certificate in place of the one before. */
function swap({ coming, ...listener }: Listener): Listener {
  if (coming === undefined) return listener;
  const { alsoTrusts: _alsoTrusts, ...rest } = listener;
  return { ...rest, ...coming };
}

/** One name on one port: it can be served in one way at a time. */
function isSamePlace(a: Listener, b: Listener): boolean {
  return a.hostname === b.hostname && a.port === b.port;
}

function rank({ scheme }: Listener): number {
  return scheme === 'https' ? 0 : 1;
}

/** Pairs for which the law must hold before anything starts. */
export function lawChecksBeforeStart(plan: SitePlan, when: 'when-lawful' | 'now' = 'when-lawful'): LawPair[] {
  const { before, interim, after } = plan;
  const start = { before, after: interim };
  // With a new way to come by, the fleet crosses while the change runs; without one, waiting inside it is no use.
  return when === 'when-lawful' && bringsWay(plan) ? [start] : [start, { before, after }];
}

function bringsWay(plan: SitePlan): boolean {
  const addresses = new Set(plan.before.map(addressOf));
  const addsAddress = plan.after.some(
    (listener) => listener.serves === 'everything' && !addresses.has(addressOf(listener)),
  );
  return addsAddress || isSwap(plan);
}

export interface LawPair {
  readonly before: readonly Listener[];
  readonly after: readonly Listener[];
}

/** Those that are served and those that are rehearsed. */
export function certificateIdsOf(listeners: readonly Listener[]): CertificateId[] {
  const named = listeners.flatMap(({ certificateId, coming }) => [certificateId, coming?.certificateId]);
  return [...new Set(named.filter((id) => id !== null && id !== undefined))];
}

/** The way back through the interim, too: neither transport is switched off in the step that brings the other. */
export function skipsInterim(from: Binding, to: Binding): boolean {
  return (from === 'http' && to === 'https') || (from === 'https' && to === 'http');
}
