import type { Bindings } from '@causeway/bindings';
import { certificateIdsOf, type SitePlan, type SitePorts } from '@causeway/changes';
import type { CertificateId, Listener, Site, TenantId } from '@causeway/contract';
import type { Change, Verdict } from '@causeway/reachability';
import type { CertificatesDesk } from '../certificates/certificates-desk.ts';
import { provisioningErrors } from '../errors.ts';
import type { ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import type { Outside } from './outside.ts';
import { checkPreflight, refuseErrors } from './preflight.ts';
import { proveSite } from './prove-site.ts';
import { ensurePublished, planPublication } from './publication.ts';
import { withPublication } from './published-runs.ts';
import { refuseOutrun } from './refuse-outrun.ts';
import type { TenantHosts } from './tenant-hosts.ts';
import { type CertificateIndex, waysOf } from './ways.ts';

export interface SitePortsOptions {
  readonly store: ProvisioningStore;
  readonly hosts: TenantHosts;
  readonly certificates: CertificatesDesk;
  readonly bindings: Bindings;
  readonly now: () => number;
  readonly outside: Outside;
}

/** The effects behind the steps of a site change, for any tenant of this process. */
export class TenantSitePorts implements SitePorts {
  readonly #options: SitePortsOptions;

  constructor(options: SitePortsOptions) {
    this.#options = options;
  }

  /** @throws TENANT_CHANGED, PREFLIGHT_FAILED */
  async preflight(tenantId: TenantId, plan: SitePlan) {
    const tenant = await this.#tenant(tenantId);
    // Once more, now that no other change can begin.
    refuseOutrun(tenant, plan);
    const findings = await this.findings(tenant, plan);
    refuseErrors(findings);
    return { findings };
  }

  async findings(tenant: TenantRecord, plan: SitePlan) {
    const { certificates, bindings, now, outside } = this.#options;
    return checkPreflight({
      tenant,
      coming: plan.after,
      certificates: await certificates.indexOf(plan.after),
      now: now(),
      isPortOurs: (port) => bindings.isListening(port),
      outside,
    });
  }

  async serve(tenantId: TenantId, listeners: readonly Listener[], signal: AbortSignal): Promise<void> {
    const { store, hosts } = this.#options;
    const index = await this.#indexOf(listeners);
    const host = hosts.get(tenantId);
    await host.turns.take(async () => {
      // Opened before it is written down: after a crash in between, the next start serves what it served before,
      // and this step runs again.
      await host.serve(listeners, index, signal);
      await store.tenants.update(tenantId, { serving: listeners });
    });
  }

  /** Serves what is on record, be the tenant running or not. One that was removed meanwhile is left alone. */
  async restore(tenantId: TenantId): Promise<void> {
    const { store, hosts } = this.#options;
    if ((await store.tenants.find(tenantId)) === undefined) return;
    const host = await hosts.start(tenantId);
    await host.turns.take(async () => {
      const { serving } = await this.#tenant(tenantId);
      await host.serve(serving, await this.#indexOf(serving));
    });
  }

  /** @throws PROOF_FAILED, NEIGHBOR_DISTURBED */
  async prove(tenantId: TenantId, listeners: readonly Listener[], signal: AbortSignal): Promise<unknown> {
    const { store, outside } = this.#options;
    const neighbors = (await store.tenants.list()).filter(({ id }) => id !== tenantId);
    const index = await this.#indexOf(listeners, ...neighbors.map(({ serving }) => serving));
    return proveSite({ listeners, neighbors, certificates: index, outside, signal });
  }

  async ensurePublished(
    tenantId: TenantId,
    listeners: readonly Listener[],
    anchorsOf: readonly CertificateId[],
  ) {
    const { hosts, certificates } = this.#options;
    const named = [...anchorsOf, ...certificateIdsOf(listeners)];
    const index = await certificates.indexOf(named.map((certificateId) => ({ certificateId })));
    const publication = planPublication(await this.#tenant(tenantId), listeners, anchorsOf, index);
    return ensurePublished(hosts.get(tenantId), publication);
  }

  /** The law over the whole fleet, with flushed evidence. */
  async decide(
    tenantId: TenantId,
    change: { readonly before: readonly Listener[]; readonly after: readonly Listener[] },
  ): Promise<Verdict> {
    const { hosts, now, outside } = this.#options;
    const tenant = await this.#tenant(tenantId);
    const host = hosts.get(tenantId);
    await host.endpoint.flush();
    const ways = await this.changeOf(tenantId, change);
    const verdict = outside.startVerdict(ways, { activeWindowMs: tenant.activeWindowMs }, now());
    for await (const client of host.store.clients.fleet()) verdict.consider(client);
    return verdict.verdict();
  }

  /** The listeners as ways, with what config.ini has said of those that come. */
  async changeOf(
    tenantId: TenantId,
    { before, after }: { readonly before: readonly Listener[]; readonly after: readonly Listener[] },
  ): Promise<Change> {
    const index = await this.#indexOf(before, after);
    const ways = { before: waysOf(before, index), after: waysOf(after, index) };
    return withPublication(this.#options.hosts.get(tenantId), ways);
  }

  async save(tenantId: TenantId, site: Site): Promise<void> {
    await this.#options.store.tenants.update(tenantId, { saved: site });
  }

  async forget(tenantId: TenantId): Promise<void> {
    const { tenants } = this.#options.store;
    const tenant = await tenants.find(tenantId);
    if (tenant !== undefined) await tenants.update(tenantId, { saved: tenant.inForce });
  }

  async record(tenantId: TenantId, site: Site): Promise<void> {
    await this.#options.store.tenants.update(tenantId, { inForce: site });
  }

  /** Of everything that these listeners show or are about to show. */
  #indexOf(...listeners: readonly (readonly Listener[])[]): Promise<CertificateIndex> {
    const ids = certificateIdsOf(listeners.flat());
    return this.#options.certificates.indexOf(ids.map((certificateId) => ({ certificateId })));
  }

  async #tenant(id: TenantId): Promise<TenantRecord> {
    const tenant = await this.#options.store.tenants.find(id);
    if (tenant === undefined) throw provisioningErrors.error('TENANT_NOT_FOUND', { seen: `id ${id}` });
    return tenant;
  }
}
