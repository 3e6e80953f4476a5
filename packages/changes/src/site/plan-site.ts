import {
  addressOf,
  type Binding,
  type CertificateId,
  type EndpointServerId,
  type Listener,
  listenersOf,
  type Site,
  type TenantId,
} from '@causeway/contract';

/** A stand-alone endpoint server, as a change names it. */
export interface PlannedServer {
  readonly id: EndpointServerId;
  readonly name: string;
  /**
   * What becomes of a server that does not do what is offered: `fail` undoes the change; `set-aside` goes on without it,
   * leaves it as it is, and has it catch up when it is back.
   */
  readonly whenItLags: 'fail' | 'set-aside';
}

/** How a website gets from what is served to what is wanted, always through a state that holds both. */
export interface SitePlan {
  readonly tenantId: TenantId;
  /** Name of the tenant, for messages. */
  readonly tenant: string;
  /** Whose website it is; absent for the tenant's own, which the default endpoint server shares. */
  readonly endpointServer?: PlannedServer;
  /** Present when nothing stays: the endpoint server is taken out. */
  readonly retires?: true;
  /** Present when it only brings what is wanted already: an undo leaves it wanted. */
  readonly catchesUp?: true;
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

/** A change of one website, or of several, of whatever tenants: one plan, one crossing. */
export interface SitesPlan {
  readonly sites: readonly SitePlan[];
}

/** The websites of one tenant that a change is about: config.ini and the law are of all of them at once. */
export interface TenantPlan {
  readonly tenantId: TenantId;
  readonly tenant: string;
  readonly sites: readonly SitePlan[];
}

/** In the order in which the tenants come up. */
export function byTenant({ sites }: SitesPlan): TenantPlan[] {
  return [...Map.groupBy(sites, ({ tenantId }) => tenantId)].map(([tenantId, own]) => ({
    tenantId,
    tenant: own[0]?.tenant ?? '',
    sites: own,
  }));
}

/** For messages: `acme`, or `acme/branch` for a stand-alone endpoint server. */
export function siteNameOf({ tenant, endpointServer }: Pick<SitePlan, 'tenant' | 'endpointServer'>): string {
  return endpointServer === undefined ? tenant : `${tenant}/${endpointServer.name}`;
}

export interface SitePlanInput {
  readonly tenantId: TenantId;
  readonly tenant: string;
  readonly endpointServer?: PlannedServer;
  readonly retires?: true;
  readonly catchesUp?: true;
  readonly previous: Site;
  readonly serving: readonly Listener[];
  readonly desired: Site;
  /** The anchors in use so far that the desired certificate's chain leads to as well: cross-signed, or re-issued. */
  readonly alsoTrusts?: readonly string[];
}

/** Pure: the plan is written down and survives a crash. */
export function planSite({ serving, alsoTrusts, ...input }: SitePlanInput): SitePlan {
  const wanted = input.retires ? [] : listenersOf(input.desired);
  const after = wanted.map((listener) => withTrusts(listener, serving, alsoTrusts));
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

/** What is served at each point of a plan. */
export type Stage = 'before' | 'interim' | 'swapped' | 'after';

/** The law must hold between two points of a plan, for all websites of a tenant at once. */
export interface LawCheck {
  readonly from: Stage;
  readonly to: Stage;
}

/** What must hold before anything of these websites of one tenant starts. */
export function lawChecksBeforeStart(
  sites: readonly SitePlan[],
  when: 'when-lawful' | 'now' = 'when-lawful',
): LawCheck[] {
  const start: LawCheck = { from: 'before', to: 'interim' };
  // With a new way to come by, the fleet crosses while the change runs; without one, waiting inside it is no use.
  return when === 'when-lawful' && sites.some(bringsWay) ? [start] : [start, { from: 'before', to: 'after' }];
}

function bringsWay(plan: SitePlan): boolean {
  const addresses = new Set(plan.before.map(addressOf));
  const addsAddress = plan.after.some(
    (listener) => listener.serves === 'everything' && !addresses.has(addressOf(listener)),
  );
  return addsAddress || isSwap(plan);
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
