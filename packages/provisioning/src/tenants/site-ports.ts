import type { Bindings } from '@causeway/bindings';
import type { SitePlan, SitePorts } from '@causeway/changes';
import type { CertificateId, Listener, Site, TenantId } from '@causeway/contract';
import type { Verdict } from '@causeway/reachability';
import type { CertificatesDesk } from '../certificates/certificates-desk.ts';
import { provisioningErrors } from '../errors.ts';
import type { ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import type { Outside } from './outside.ts';
import { checkPreflight, refuseErrors } from './preflight.ts';
import { proveSite } from './prove-site.ts';
import { ensurePublished, firstRevisionWith, planPublication } from './publication.ts';
import { addressesOf } from './tenant-host.ts';
import type { TenantHosts } from './tenant-hosts.ts';
import { waysOf } from './ways.ts';

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

  /** @throws PREFLIGHT_FAILED */
  async preflight(tenantId: TenantId, plan: SitePlan) {
    const findings = await this.findings(await this.#tenant(tenantId), plan);
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
    const { store, hosts, certificates } = this.#options;
    const index = await certificates.indexOf(listeners);
    // Opened before it is written down: after a crash in between, the next start serves what it served before,
    // and this step runs again.
    await hosts.get(tenantId).serve(listeners, index, signal);
    await store.tenants.save({ ...(await this.#tenant(tenantId)), serving: listeners });
  }

  /** @throws PROOF_FAILED, NEIGHBOR_DISTURBED */
  async prove(tenantId: TenantId, listeners: readonly Listener[], signal: AbortSignal): Promise<unknown> {
    const { certificates, store, outside } = this.#options;
    const neighbors = (await store.tenants.list()).filter(({ id }) => id !== tenantId);
    const index = await certificates.indexOf(listeners, ...neighbors.map(({ serving }) => serving));
    return proveSite({ listeners, neighbors, certificates: index, outside, signal });
  }

  async ensurePublished(
    tenantId: TenantId,
    listeners: readonly Listener[],
    anchorsOf: readonly CertificateId[],
  ) {
    const { hosts, certificates } = this.#options;
    const named = anchorsOf.map((certificateId) => ({ certificateId }));
    const index = await certificates.indexOf(listeners, named);
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

  /** The listeners as ways, with the first revision that carries all that comes. */
  async changeOf(
    tenantId: TenantId,
    { before, after }: { readonly before: readonly Listener[]; readonly after: readonly Listener[] },
  ) {
    const { hosts, certificates } = this.#options;
    const index = await certificates.indexOf(before, after);
    const coming = waysOf(after, index);
    const anchors = coming.map(({ trust }) => trust).filter((trust) => trust !== 'none');
    const revision = await firstRevisionWith(hosts.get(tenantId), { addresses: addressesOf(after), anchors });
    return { before: waysOf(before, index), after: coming, revision };
  }

  async save(tenantId: TenantId, site: Site): Promise<void> {
    await this.#options.store.tenants.save({ ...(await this.#tenant(tenantId)), saved: site });
  }

  async record(tenantId: TenantId, site: Site): Promise<void> {
    await this.#options.store.tenants.save({ ...(await this.#tenant(tenantId)), inForce: site });
  }

  async #tenant(id: TenantId): Promise<TenantRecord> {
    const tenant = await this.#options.store.tenants.find(id);
    if (tenant === undefined) throw provisioningErrors.error('TENANT_NOT_FOUND', { seen: `id ${id}` });
    return tenant;
  }
}
