import type {
  CrossingSampleView,
  CrossingSummaryView,
  CrossingView,
  StandingQuery,
} from '@causeway/contract/admin';
import type { EndpointServerRecord, ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import { destinationOf, type OpenCrossing, reportCrossing } from './crossing.ts';
import { readStandings, type StandingPage } from './crossing-clients.ts';
import { type CrossingSample, digestOf } from './crossing-sample.ts';
import { defaultServerId } from './served-sites.ts';
import type { SiteChanges } from './site-changes.ts';
import type { TenantSitePorts } from './site-ports.ts';
import type { TenantHosts } from './tenant-hosts.ts';
import type { TenantsDesk } from './tenants-desk.ts';

export interface CrossingsDeskOptions {
  readonly store: Pick<ProvisioningStore, 'tenants' | 'endpointServers' | 'crossings'>;
  readonly hosts: TenantHosts;
  readonly ports: Pick<TenantSitePorts, 'changeOf'>;
  readonly changes: Pick<SiteChanges, 'underWay' | 'plan'>;
  readonly tenants: Pick<TenantsDesk, 'get'>;
  readonly now: () => number;
}

export type ReadStandings = (page: {
  readonly after?: string | undefined;
  readonly limit: number;
}) => Promise<StandingPage>;

/** Crossings: where each client stands, and what it has come to over time. */
export class CrossingsDesk {
  readonly #options: CrossingsDeskOptions;

  constructor(options: CrossingsDeskOptions) {
    this.#options = options;
  }

  /** With at most so many rows of clients. @throws TENANT_NOT_FOUND, TENANT_NOT_SERVED */
  async view(name: string, rows: number): Promise<CrossingView> {
    const crossing = await this.open(await this.#options.tenants.get(name));
    return reportCrossing(crossing, { rows, samples: await this.#samplesOf(crossing) });
  }

  /** Where the clients stand that the filter takes: all pages are of one moment's change. @throws TENANT_NOT_FOUND, TENANT_NOT_SERVED */
  async clients(name: string, filter: StandingQuery): Promise<ReadStandings> {
    const crossing = await this.open(await this.#options.tenants.get(name));
    await crossing.host.endpoint.flush();
    return (page) => readStandings(crossing, filter, page);
  }

  /** Of the crossing that is on, oldest first. @throws TENANT_NOT_FOUND, TENANT_NOT_SERVED */
  async history(name: string): Promise<CrossingSampleView[]> {
    const crossing = await this.open(await this.#options.tenants.get(name));
    return (await this.#samplesOf(crossing)).map(viewSample);
  }

  /** What each of them had come to when it was last looked at. Costs the same for fleets of any size. */
  async list(): Promise<CrossingSummaryView[]> {
    const { store } = this.#options;
    const newest = new Map((await store.crossings.newest()).map((sample) => [sample.tenantId, sample]));
    return (await store.tenants.list()).flatMap(({ id, name }) => {
      const sample = newest.get(id);
      return sample === undefined ? [] : [{ tenant: name, ...viewSample(sample) }];
    });
  }

  /** @throws TENANT_NOT_SERVED */
  async open(tenant: TenantRecord): Promise<OpenCrossing> {
    const { store, hosts, ports, changes, now } = this.#options;
    const host = hosts.get(tenant.id);
    const servers = await store.endpointServers.list(tenant.id);
    const underWay = await changes.underWay(tenant.id);
    const sites = underWay?.sites ?? (await this.#comingSites(tenant, servers));
    const moves = sites.map((site) => ({ site, before: site.before, after: site.after }));
    const setAside = underWay === undefined ? 'moves' : 'stays';
    return {
      ...{ tenant, host, changeId: underWay?.id ?? null, now: now() },
      change: await ports.changeOf(tenant.id, moves, { setAside }),
      serverNames: new Map([
        [defaultServerId(tenant.id) as string, 'default'],
        ...servers.map(({ id, name }) => [id as string, name] as const),
      ]),
    };
  }

  /** Of the change that would come next on the road to HTTPS. */
  async #comingSites(tenant: TenantRecord, servers: readonly EndpointServerRecord[]) {
    const wanted = [
      { tenant, desired: destinationOf(tenant) },
      ...servers
        .filter(({ state }) => state === 'authorized')
        .map((server) => ({ tenant, server, desired: destinationOf(server) })),
    ];
    return Promise.all(wanted.map((one) => this.#options.changes.plan(one, true)));
  }

  async #samplesOf({ tenant, change }: OpenCrossing): Promise<CrossingSample[]> {
    const digest = digestOf(change);
    const samples = await this.#options.store.crossings.list(tenant.id);
    return samples.filter(({ crossing }) => crossing === digest);
  }
}

function viewSample({ at, proven, blocking, sleeping, waived }: CrossingSample): CrossingSampleView {
  return { at, proven, blocking, sleeping, waived };
}
