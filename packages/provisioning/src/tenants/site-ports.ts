import type { Bindings } from '@causeway/bindings';
import type { StoredCertificate } from '@causeway/certificates';
import {
  certificateIdsOf,
  type ShownSite,
  type SiteMove,
  type SitePlan,
  type SitePorts,
} from '@causeway/changes';
import type { CertificateId, EndpointServerId, Listener, Site, TenantId } from '@causeway/contract';
import type { Change, Verdict } from '@causeway/reachability';
import type { CertificatesDesk } from '../certificates/certificates-desk.ts';
import type { News } from '../endpoint-servers/news.ts';
import type { StandAloneSites } from '../endpoint-servers/stand-alone-sites.ts';
import { waiveRetired } from '../endpoint-servers/waive-retired.ts';
import { provisioningErrors } from '../errors.ts';
import type { EndpointServerRecord, ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import { checkAddresses } from './check-addresses.ts';
import { findingsElsewhere } from './findings-elsewhere.ts';
import { policyOf } from './frequencies.ts';
import type { Outside } from './outside.ts';
import { checkPreflight, refuseErrors } from './preflight.ts';
import { proveSite } from './prove-site.ts';
import { ensurePublished, type PublicSite, planPublication } from './publication.ts';
import { withPublication } from './published-runs.ts';
import { refuseOutrun } from './refuse-outrun.ts';
import { asLawSees, movesOf, type ServedSite, servedSitesOf, serverIdOf, stays } from './served-sites.ts';
import type { TenantHosts } from './tenant-hosts.ts';
import { type CertificateIndex, waysOf } from './ways.ts';

export interface SitePortsOptions {
  readonly store: ProvisioningStore;
  readonly hosts: TenantHosts;
  readonly certificates: CertificatesDesk;
  readonly bindings: Bindings;
  readonly standAlone: StandAloneSites;
  /** Endpoint servers hear at once that there is a newer config.ini. */
  readonly news: News;
  readonly now: () => number;
  readonly outside: Outside;
}

export interface DecideOptions {
  /** Certificates that the moves name and no store has. */
  readonly also?: readonly StoredCertificate[];
  /** Before a change begins, one that an earlier change set aside moves like any other. */
  readonly setAside?: 'stays' | 'moves';
}

/** The effects behind the steps of a site change, for any tenant of this process. */
export class TenantSitePorts implements SitePorts {
  readonly #options: SitePortsOptions;

  constructor(options: SitePortsOptions) {
    this.#options = options;
  }

  /** @throws TENANT_CHANGED, PREFLIGHT_FAILED */
  async preflight(site: SitePlan) {
    const { endpointServer } = site;
    const tenant = await this.#tenant(site.tenantId);
    const owner = endpointServer ? await this.#options.standAlone.takeUp(endpointServer) : tenant;
    // Once more, now that no other change can begin.
    refuseOutrun(owner, site);
    const findings = await this.findings(tenant, site);
    refuseErrors(findings);
    return { findings };
  }

  async findings(tenant: TenantRecord, site: SitePlan) {
    const { certificates, bindings, now, outside } = this.#options;
    const input = {
      ...{ tenant, before: site.before, coming: site.after, now: now(), outside },
      certificates: await certificates.indexOf(site.before, site.after),
      isPortOurs: (port: number) => bindings.isListening(port),
    };
    const findings = await (site.endpointServer
      ? findingsElsewhere(site, input)
      : checkPreflight({ ...input, arrivals: bindings }));
    return [...(await this.checkAddresses(tenant, serverIdOf(site), site.after)), ...findings];
  }

  /** Whether another tenant is served where these would be. @throws PORT_SCHEME_CONFLICT, HOSTNAME_TAKEN */
  refuseConflicts(tenantId: TenantId, listeners: readonly Listener[]): void {
    const places = listeners.map(({ scheme, hostname, port, serves, proxy }) => ({
      ...{ scheme, hostname, port, serves },
      ...(proxy && { proxy }),
    }));
    this.#options.bindings.refuseConflicts(tenantId, places);
  }

  /** Whether an address belongs to another endpoint server of the tenant. */
  checkAddresses(tenant: TenantRecord, server: EndpointServerId, listeners: readonly Listener[]) {
    return checkAddresses(tenant, server, listeners, this.#options.store);
  }

  async serve(site: SitePlan, listeners: readonly Listener[], signal: AbortSignal): Promise<unknown> {
    const { store, hosts, standAlone } = this.#options;
    const { tenantId, endpointServer } = site;
    if (endpointServer) return standAlone.serve(endpointServer, listeners, signal);
    const index = await this.#indexOf(listeners);
    const host = hosts.get(tenantId);
    return host.turns.take(async () => {
      // Opened before it is written down: after a crash in between, the next start serves what it served before,
      // and this step runs again.
      await host.serve(listeners, index, signal);
      await store.tenants.update(tenantId, { serving: listeners });
    });
  }

  async putBack(site: SitePlan, listeners: readonly Listener[], signal: AbortSignal): Promise<unknown> {
    const { endpointServer } = site;
    if (endpointServer === undefined) return this.serve(site, listeners, signal);
    return this.#options.standAlone.putBack(endpointServer, listeners, signal);
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
  async prove(site: SitePlan, listeners: readonly Listener[], signal: AbortSignal): Promise<unknown> {
    const { store, outside, standAlone, bindings } = this.#options;
    const { tenantId, endpointServer } = site;
    if (endpointServer) {
      const goBackTo = listeners === site.interim ? site.before : site.interim;
      return standAlone.prove(endpointServer, { listeners, goBackTo }, signal);
    }
    const neighbors = (await store.tenants.list()).filter(({ id }) => id !== tenantId);
    const index = await this.#indexOf([...listeners, ...neighbors.flatMap(({ serving }) => serving)]);
    return proveSite({ listeners, neighbors, certificates: index, arrivals: bindings, outside, signal });
  }

  /** What every endpoint server of the tenant serves, and of some of them what is to be shown instead. */
  async ensurePublished(tenantId: TenantId, shown: readonly ShownSite[] = []) {
    const { hosts, certificates } = this.#options;
    const { tenant, sites } = await this.#served(tenantId);
    const named = sites.map((site) => publicSiteOf(site, shown));
    const ids = named.flatMap(({ listeners, anchorsOf }) => [...certificateIdsOf(listeners), ...anchorsOf]);
    const index = await certificates.indexOf(ids.map((certificateId) => ({ certificateId })));
    const published = await ensurePublished(hosts.get(tenantId), planPublication(tenant, named, index));
    for (const { id } of sites) this.#options.news.tell(id);
    return published;
  }

  /** The law over the whole fleet, with flushed evidence. */
  async decide(
    tenantId: TenantId,
    moves: readonly SiteMove[],
    { also = [], setAside = 'stays' }: DecideOptions = {},
  ): Promise<Verdict> {
    const { hosts, now, outside } = this.#options;
    const host = hosts.get(tenantId);
    await host.endpoint.flush();
    const policy = policyOf(await this.#tenant(tenantId));
    const ways = await this.changeOf(tenantId, moves, { also, setAside });
    const verdict = outside.startVerdict(ways, policy, now());
    for await (const client of host.store.clients.fleet()) verdict.consider(asLawSees(client, tenantId));
    return verdict.verdict();
  }

  /** The ways of all endpoint servers before and after, with what config.ini has said of those that come. */
  async changeOf(
    tenantId: TenantId,
    moves: readonly SiteMove[],
    { also = [], setAside = 'stays' }: DecideOptions = {},
  ): Promise<Change> {
    const { sites } = await this.#served(tenantId);
    const served = movesOf(tenantId, sites, moves, setAside);
    const index = await this.#indexOf(
      served.flatMap(({ before, after }) => [...before, ...after]),
      also,
    );
    const ways = {
      before: served.flatMap(({ id, before }) => waysOf(id, before, index)),
      after: served.flatMap(({ id, after }) => waysOf(id, after, index)),
    };
    return withPublication(this.#options.hosts.get(tenantId), ways);
  }

  async save({ tenantId, endpointServer, desired, catchesUp }: SitePlan): Promise<void> {
    if (catchesUp) return;
    if (endpointServer) await this.#options.standAlone.save(endpointServer, desired);
    else await this.#options.store.tenants.update(tenantId, { saved: desired });
  }

  async forget({ tenantId, endpointServer, catchesUp }: SitePlan): Promise<void> {
    if (catchesUp) return;
    if (endpointServer) return this.#options.standAlone.forget(endpointServer);
    const { tenants } = this.#options.store;
    const tenant = await tenants.find(tenantId);
    if (tenant !== undefined) await tenants.update(tenantId, { saved: tenant.inForce });
  }

  async record({ tenantId, endpointServer }: SitePlan, reached: Site | 'retired'): Promise<void> {
    const { standAlone, store, hosts, now } = this.#options;
    if (endpointServer === undefined) {
      // A tenant's own website is never taken out by a change.
      if (reached !== 'retired') await store.tenants.update(tenantId, { inForce: reached });
    } else if (reached === 'retired') {
      await standAlone.retire(endpointServer);
      await waiveRetired(hosts.get(tenantId), endpointServer.id, now());
    } else await standAlone.record(endpointServer, reached);
  }

  /** Of everything that these listeners show or are about to show. */
  async #indexOf(
    listeners: readonly Listener[],
    also: readonly StoredCertificate[] = [],
  ): Promise<CertificateIndex> {
    const known = new Map(also.map((certificate) => [certificate.id, certificate]));
    const ids = certificateIdsOf(listeners).filter((id) => !known.has(id));
    const kept = await this.#options.certificates.indexOf(ids.map((certificateId) => ({ certificateId })));
    return new Map([...kept, ...known]);
  }

  async #served(tenantId: TenantId): Promise<{ tenant: TenantRecord; sites: readonly ServedSite[] }> {
    const tenant = await this.#tenant(tenantId);
    return { tenant, sites: await servedSitesOf(tenant, this.#options.store) };
  }

  async #tenant(id: TenantId): Promise<TenantRecord> {
    const tenant = await this.#options.store.tenants.find(id);
    if (tenant === undefined) throw provisioningErrors.error('TENANT_NOT_FOUND', { seen: `id ${id}` });
    return tenant;
  }
}

/** What has a website: a tenant, or one of its stand-alone endpoint servers. */
export type SiteOwner = Pick<TenantRecord | EndpointServerRecord, 'name' | 'saved' | 'inForce' | 'serving'>;

function publicSiteOf(site: ServedSite, shown: readonly ShownSite[]): PublicSite {
  const { id, name, hostname, serving, isSetAside } = site;
  const found = shown.find((one) => serverIdOf(one.site) === id);
  const nothing: readonly CertificateId[] = [];
  if (found === undefined || stays(found.site, isSetAside))
    return { id, name, hostname, listeners: serving, anchorsOf: nothing };
  return { id, name, hostname, listeners: found.listeners, anchorsOf: found.anchorsOf };
}
