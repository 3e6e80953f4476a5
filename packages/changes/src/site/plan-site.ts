import {
  addressOf,
  type Binding,
  type CertificateId,
  type Listener,
  listenersOf,
  type Site,
} from '@causeway/contract';

/** How a tenant's website gets from what is served to what is wanted, always through a state that holds both. */
export interface SitePlan {
  /** Name of the tenant, for messages. */
  readonly tenant: string;
  /** In force when it was planned: what an undo goes back to. */
  readonly previous: Site;
  readonly desired: Site;
  /** Served when it was planned. */
  readonly before: readonly Listener[];
  /** Everything of both; where one name on one port cannot be both, what comes. */
  readonly interim: readonly Listener[];
  readonly after: readonly Listener[];
}

export interface SitePlanInput {
  readonly tenant: string;
  readonly previous: Site;
  readonly serving: readonly Listener[];
  readonly desired: Site;
}

/** Pure: the plan is written down and survives a crash. */
export function planSite({ tenant, previous, serving, desired }: SitePlanInput): SitePlan {
  const after = listenersOf(desired);
  return { tenant, previous, desired, before: serving, interim: interimOf(serving, after), after };
}

/** HTTPS first, what comes before what goes: the order in which clients prefer them. */
function interimOf(before: readonly Listener[], after: readonly Listener[]): Listener[] {
  const coming = after.map((listener) =>
    isServedInFull(listener, before) ? { ...listener, serves: 'everything' as const } : listener,
  );
  const staying = before.filter((old) => !after.some((listener) => isSamePlace(listener, old)));
  return [...coming, ...staying].sort((a, b) => rank(a) - rank(b));
}

/** What is about to become the rescue path goes on to serve everything until the end. */
function isServedInFull(listener: Listener, before: readonly Listener[]): boolean {
  return before.some((old) => addressOf(old) === addressOf(listener) && old.serves === 'everything');
}

/** One name on one port: it can be served in one way at a time. */
function isSamePlace(a: Listener, b: Listener): boolean {
  return a.hostname === b.hostname && a.port === b.port;
}

function rank({ scheme }: Listener): number {
  return scheme === 'https' ? 0 : 1;
}

/** Pairs for which the law must hold before anything starts. */
export function lawChecksBeforeStart({ before, interim, after }: SitePlan): LawPair[] {
  const addresses = new Set(before.map(addressOf));
  const addsAddress = after.some(
    (listener) => listener.serves === 'everything' && !addresses.has(addressOf(listener)),
  );
  // With a new address on the way, the fleet crosses while the change runs; without one, waiting inside it is no use.
  return addsAddress
    ? [{ before, after: interim }]
    : [
        { before, after: interim },
        { before, after },
      ];
}

export interface LawPair {
  readonly before: readonly Listener[];
  readonly after: readonly Listener[];
}

export function certificateIdsOf(listeners: readonly Listener[]): CertificateId[] {
  return [...new Set(listeners.map(({ certificateId }) => certificateId).filter((id) => id !== null))];
}

/** The way back through the interim, too: neither transport is switched off in the step that brings the other. */
export function skipsInterim(from: Binding, to: Binding): boolean {
  return (from === 'http' && to === 'https') || (from === 'https' && to === 'http');
}
