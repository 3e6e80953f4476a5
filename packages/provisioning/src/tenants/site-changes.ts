import { isDeepStrictEqual } from 'node:util';
import {
  byTenant,
  type ChangeRunner,
  changeErrors,
  checkBindingStep,
  decideBetween,
  lawChecksBeforeStart,
  planSite,
  refuse,
  type SitePlan,
  type SitesPlan,
  siteKindName,
  siteNameOf,
  siteSteps,
  type TenantPlan,
} from '@causeway/changes';
import { type ChangeId, isSameListener, listenersOf, type Site, type TenantId } from '@causeway/contract';
import type { ConfigureAnswer } from '@causeway/contract/admin';
import { Turns } from '@causeway/endpoint';
import type { CertificatesDesk } from '../certificates/certificates-desk.ts';
import { provisioningErrors } from '../errors.ts';
import type { EndpointServerRecord, ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import { alsoTrustsOf } from './also-trusts.ts';
import { refuseErrors } from './preflight.ts';
import { refuseOutrun } from './refuse-outrun.ts';
import type { SiteOwner, TenantSitePorts } from './site-ports.ts';
import type { TenantHosts } from './tenant-hosts.ts';

export interface SiteChangesOptions {
  readonly store: ProvisioningStore;
  readonly hosts: TenantHosts;
  readonly certificates: CertificatesDesk;
  readonly ports: TenantSitePorts;
  readonly runner: ChangeRunner;
  readonly now: () => number;
}

/** What a website is to become. */
export interface WantedSite {
  readonly tenant: TenantRecord;
  /** Absent for the tenant's own website. */
  readonly server?: EndpointServerRecord;
  readonly desired: Site;
  readonly retires?: true;
  /** What is wanted stays wanted, whatever becomes of the change. */
  readonly catchesUp?: true;
}

export interface SiteChangeRequest {
  readonly wanted: readonly WantedSite[];
  readonly requestedBy: string;
  readonly dryRun: boolean;
  /** `now`: refused unless the law holds already; otherwise the change waits for the fleet. */
  readonly when: 'when-lawful' | 'now';
}

/** An unfinished change, with the websites of one tenant. */
export interface UnderWay {
  readonly id: ChangeId;
  readonly sites: readonly SitePlan[];
}

/** A website as it was when something was judged about it. */
export type Judged = Pick<SitePlan, 'tenantId' | 'endpointServer' | 'before' | 'previous'>;

/** Changes of websites: planned, judged by the rules and the law, and started. */
export class SiteChanges {
  readonly #options: SiteChangesOptions;
  readonly #turns = new Turns();

  constructor(options: SiteChangesOptions) {
    this.#options = options;
  }

  /**
   * Several sites are one change: either all of them may start, or none does.
   * @param beforeStart what goes with it; nothing else begins meanwhile.
   */
  async start(
    request: SiteChangeRequest,
    beforeStart: (sites: readonly SitePlan[]) => Promise<void> = async () => {},
  ): Promise<ConfigureAnswer> {
    const { runner } = this.#options;
    const { wanted, dryRun, requestedBy, when } = request;
    const sites = await Promise.all(wanted.map((one) => this.plan(one, wanted.length > 1)));
    for (const tenant of byTenant({ sites })) await this.#refuseUnlawful(tenant, when);
    const findings: ConfigureAnswer['findings'] = [];
    for (const [index, { tenant }] of wanted.entries()) {
      const site = sites[index];
      if (site !== undefined) findings.push(...(await this.#findings(tenant, site)));
    }
    const isReached = wanted.every(isReachedBy);
    const steps = isReached ? [] : siteSteps({ sites }).map(({ name, title }) => ({ name, title }));
    if (dryRun) return { dryRun, steps, findings };
    return this.atRest(sites, async () => {
      await beforeStart(sites);
      if (isReached) return { dryRun, steps, findings };
      const tenantIds = [...new Set(sites.map(({ tenantId }) => tenantId))];
      const change = await runner.start({ tenantIds, kind: siteKindName, plan: { sites }, requestedBy });
      return { dryRun, change: change.id, steps, findings };
    });
  }

  /**
   * Acts when none of these tenants is in a change and all of them are as they were judged; no change begins meanwhile.
   * @throws CHANGE_IN_PROGRESS, TENANT_CHANGED, TENANT_NOT_FOUND
   */
  atRest<Result>(judged: readonly Judged[], act: () => Promise<Result>): Promise<Result> {
    return this.#turns.take(async () => {
      await this.refuseUnfinished(judged.map(({ tenantId }) => tenantId));
      for (const one of judged) refuseOutrun(await this.#get(one), one);
      return act();
    });
  }

  /** @throws CHANGE_IN_PROGRESS */
  async refuseUnfinished(ids: readonly TenantId[]): Promise<void> {
    const unfinished = await this.#options.store.changes.unfinished();
    const change = unfinished.find(({ tenantIds }) => tenantIds.some((id) => ids.includes(id)));
    if (change === undefined) return;
    throw changeErrors.error('CHANGE_IN_PROGRESS', { seen: `change ${change.id}, ${change.state}` });
  }

  /** A change of this website alone fails with it; one of several goes on without an endpoint server that lags. */
  async plan(
    { tenant, server, desired, retires, catchesUp }: WantedSite,
    isOneOfSeveral: boolean,
  ): Promise<SitePlan> {
    const { certificates, now } = this.#options;
    const { inForce: previous, serving } = server ?? tenant;
    const alsoTrusts = await alsoTrustsOf(desired, serving, certificates, now());
    const whenItLags = isOneOfSeveral || retires ? 'set-aside' : 'fail';
    return planSite({
      ...{ tenantId: tenant.id, tenant: tenant.name, previous, serving, desired, alsoTrusts },
      ...(server && { endpointServer: { id: server.id, name: server.name, whenItLags } as const }),
      ...(retires && { retires }),
      ...(catchesUp && { catchesUp }),
    });
  }

  /** The change of this tenant that is under way, as it was planned for its websites. */
  async underWay(id: TenantId): Promise<UnderWay | undefined> {
    const unfinished = await this.#options.store.changes.unfinished();
    const change = unfinished.find(({ kind, tenantIds }) => kind === siteKindName && tenantIds.includes(id));
    if (change === undefined) return undefined;
    // Plans of this kind are made here alone.
    const { sites } = change.plan as SitesPlan;
    return { id: change.id, sites: sites.filter(({ tenantId }) => tenantId === id) };
  }

  async #get({ tenantId, endpointServer }: Judged): Promise<SiteOwner> {
    const { tenants, endpointServers } = this.#options.store;
    const found = endpointServer
      ? await endpointServers.find(endpointServer.id)
      : await tenants.find(tenantId);
    if (found !== undefined) return found;
    const code = endpointServer ? 'ENDPOINT_SERVER_NOT_FOUND' : 'TENANT_NOT_FOUND';
    throw provisioningErrors.error(code, { seen: `id ${endpointServer?.id ?? tenantId}` });
  }

  async #findings(tenant: TenantRecord, site: SitePlan) {
    const findings = await this.#options.ports.findings(tenant, site);
    refuseErrors(findings);
    return findings;
  }

  /** The rules that hold before anything starts; a dry run says the same. */
  async #refuseUnlawful(plan: TenantPlan, when: SiteChangeRequest['when']): Promise<void> {
    const { hosts, ports } = this.#options;
    const clientCount = await hosts.get(plan.tenantId).store.clients.count();
    for (const site of plan.sites) {
      if (site.retires) continue;
      if (site.endpointServer === undefined) ports.refuseConflicts(site.tenantId, site.after);
      checkBindingStep({ tenant: siteNameOf(site), from: site.previous, to: site.desired, clientCount });
    }
    for (const check of lawChecksBeforeStart(plan.sites, when)) {
      const verdict = await decideBetween(plan, check, {
        decide: (id, moves) => ports.decide(id, moves, { setAside: 'moves' }),
      });
      if (verdict.kind === 'refused') throw refuse(verdict, plan.tenant);
    }
  }
}

/** Nothing is left to do: it is saved, in force and served. After a change that is stuck, one of them is not. */
function isReachedBy({ tenant, server, desired, retires }: WantedSite): boolean {
  if (retires) return false;
  const { saved, inForce, serving } = server ?? tenant;
  const wanted = listenersOf(desired);
  const isServed = wanted.every((one, index) => serving[index] && isSameListener(one, serving[index]));
  const isRecorded = isDeepStrictEqual(saved, desired) && isDeepStrictEqual(inForce, desired);
  return isRecorded && isServed && wanted.length === serving.length;
}
