import { isDeepStrictEqual } from 'node:util';
import {
  type ChangeRunner,
  changeErrors,
  checkBindingStep,
  lawChecksBeforeStart,
  planSite,
  refuse,
  type SitePlan,
  siteKindName,
  siteSteps,
} from '@causeway/changes';
import { isSameListener, listenersOf, type Site, type TenantId } from '@causeway/contract';
import type { ConfigureAnswer } from '@causeway/contract/admin';
import type { CertificatesDesk } from '../certificates/certificates-desk.ts';
import { provisioningErrors } from '../errors.ts';
import type { ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import { Turns } from '../turns.ts';
import { alsoTrustsOf } from './also-trusts.ts';
import { refuseErrors } from './preflight.ts';
import { refuseOutrun } from './refuse-outrun.ts';
import type { TenantSitePorts } from './site-ports.ts';
import type { TenantHosts } from './tenant-hosts.ts';

export interface SiteChangesOptions {
  readonly store: ProvisioningStore;
  readonly hosts: TenantHosts;
  readonly certificates: CertificatesDesk;
  readonly ports: TenantSitePorts;
  readonly runner: ChangeRunner;
  readonly now: () => number;
}

/** What one tenant's website is to become. */
export interface WantedSite {
  readonly tenant: TenantRecord;
  readonly desired: Site;
}

export interface SiteChangeRequest {
  readonly wanted: readonly WantedSite[];
  readonly requestedBy: string;
  readonly dryRun: boolean;
  /** `now`: refused unless the law holds already; otherwise the change waits for the fleet. */
  readonly when: 'when-lawful' | 'now';
}

/** A tenant as it was when something was judged about it. */
export type Judged = Pick<SitePlan, 'tenantId' | 'before' | 'previous'>;

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
    beforeStart: () => Promise<void> = async () => {},
  ): Promise<ConfigureAnswer> {
    const { runner } = this.#options;
    const { wanted, dryRun, requestedBy, when } = request;
    const sites = await Promise.all(wanted.map((one) => this.plan(one)));
    const findings: ConfigureAnswer['findings'] = [];
    for (const [index, { tenant }] of wanted.entries()) {
      const site = sites[index];
      if (site === undefined) continue;
      await this.#refuseUnlawful(tenant, site, when);
      findings.push(...(await this.#findings(tenant, site)));
    }
    const isReached = wanted.every(isReachedBy);
    const steps = isReached ? [] : siteSteps({ sites }).map(({ name, title }) => ({ name, title }));
    if (dryRun) return { dryRun, steps, findings };
    return this.atRest(sites, async () => {
      await beforeStart();
      if (isReached) return { dryRun, steps, findings };
      const tenantIds = sites.map(({ tenantId }) => tenantId);
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
      for (const one of judged) refuseOutrun(await this.#get(one.tenantId), one);
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

  async plan({ tenant, desired }: WantedSite): Promise<SitePlan> {
    const { certificates, now } = this.#options;
    const { id: tenantId, name, inForce: previous, serving } = tenant;
    const alsoTrusts = await alsoTrustsOf(desired, serving, certificates, now());
    return planSite({ tenantId, tenant: name, previous, serving, desired, alsoTrusts });
  }

  /** The change of this tenant that is under way, as it was planned for it. */
  async underWay(id: TenantId): Promise<SitePlan | undefined> {
    const unfinished = await this.#options.store.changes.unfinished();
    const change = unfinished.find(({ kind, tenantIds }) => kind === siteKindName && tenantIds.includes(id));
    // Plans of this kind are made here alone.
    const plan = change?.plan as { readonly sites: readonly SitePlan[] } | undefined;
    return plan?.sites.find(({ tenantId }) => tenantId === id);
  }

  async #get(id: TenantId): Promise<TenantRecord> {
    const tenant = await this.#options.store.tenants.find(id);
    if (tenant === undefined) throw provisioningErrors.error('TENANT_NOT_FOUND', { seen: `id ${id}` });
    return tenant;
  }

  async #findings(tenant: TenantRecord, site: SitePlan) {
    const findings = await this.#options.ports.findings(tenant, site);
    refuseErrors(findings);
    return findings;
  }

  /** The rules that hold before anything starts; a dry run says the same. */
  async #refuseUnlawful(
    tenant: TenantRecord,
    plan: SitePlan,
    when: SiteChangeRequest['when'],
  ): Promise<void> {
    const { hosts, ports } = this.#options;
    const clientCount = await hosts.get(tenant.id).store.clients.count();
    checkBindingStep({ tenant: tenant.name, from: plan.previous, to: plan.desired, clientCount });
    for (const pair of lawChecksBeforeStart(plan, when)) {
      const verdict = await ports.decide(tenant.id, pair);
      if (verdict.kind === 'refused') throw refuse(verdict, tenant.name);
    }
  }
}

/** Nothing is left to do: it is saved, in force and served. After a change that is stuck, one of them is not. */
function isReachedBy({ tenant: { saved, inForce, serving }, desired }: WantedSite): boolean {
  const wanted = listenersOf(desired);
  const isServed = wanted.every((one, index) => serving[index] && isSameListener(one, serving[index]));
  const isRecorded = isDeepStrictEqual(saved, desired) && isDeepStrictEqual(inForce, desired);
  return isRecorded && isServed && wanted.length === serving.length;
}
