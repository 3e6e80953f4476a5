import { collectDefaultMetrics, Registry } from 'prom-client';
import { isBehind } from '../endpoint-servers/catch-up.ts';
import { isAway } from '../endpoint-servers/offers.ts';
import type { NoticeStore } from '../notices/notice-store.ts';
import type { EndpointServerRecord, ProvisioningStore } from '../provisioning-store.ts';
import type { TenantHosts } from '../tenants/tenant-hosts.ts';
import type { ExpiryDesk } from './expiry-desk.ts';
import {
  type EndpointServerFigures,
  type Figures,
  formatMetrics,
  type TenantFigures,
} from './format-metrics.ts';

export interface MetricsDeskOptions {
  readonly store: Pick<ProvisioningStore, 'tenants' | 'endpointServers' | 'notices'>;
  readonly now: () => number;
  readonly hosts: TenantHosts;
  readonly expiry: ExpiryDesk;
}

/** What a monitoring system scrapes. A scrape costs a few reads a tenant, however many clients it has. */
export class MetricsDesk {
  readonly #options: MetricsDeskOptions;
  /** Of this process; made at the first scrape, because it watches garbage collection from then on. */
  #process: Registry | undefined;

  constructor(options: MetricsDeskOptions) {
    this.#options = options;
  }

  async scrape(): Promise<string> {
    const figures = await this.#read();
    return `${await formatMetrics(figures)}\n${await this.#processMetrics()}`;
  }

  get contentType(): string {
    return Registry.PROMETHEUS_CONTENT_TYPE;
  }

  async #read(): Promise<Figures> {
    const { store, expiry } = this.#options;
    return {
      watched: await expiry.watched(),
      tenants: await this.#readTenants(),
      endpointServers: await this.#readEndpointServers(),
      channels: await readChannels(store.notices),
    };
  }

  async #readTenants(): Promise<TenantFigures[]> {
    const { store, hosts } = this.#options;
    const tenants = await store.tenants.list();
    return Promise.all(
      tenants.map(async ({ id, name }) => {
        const host = hosts.find(id);
        const clients = (await host?.store.clients.countByStanding()) ?? {};
        return { name, isServed: host !== undefined && host.trouble === null, clients };
      }),
    );
  }

  async #readEndpointServers(): Promise<EndpointServerFigures[]> {
    const { store, now } = this.#options;
    const names = new Map((await store.tenants.list()).map(({ id, name }) => [id, name]));
    const servers = (await store.endpointServers.list()).filter(({ state }) => state !== 'retired');
    return servers.map((server) => ({
      ...{ tenant: names.get(server.tenantId) ?? '', name: server.name },
      ...{ isThere: !isAway(server, now()), isBehind: isBehind(server), spool: spoolOf(server) },
    }));
  }

  async #processMetrics(): Promise<string> {
    if (this.#process === undefined) {
      this.#process = new Registry();
      collectDefaultMetrics({ register: this.#process });
    }
    return this.#process.metrics();
  }
}

function spoolOf({ report }: EndpointServerRecord): EndpointServerFigures['spool'] {
  if (report === null) return null;
  const { backlog, oldestSecondsAgo, forwardedSecondsAgo } = report.spool;
  const forwardedAt = forwardedSecondsAgo === null ? null : report.at - forwardedSecondsAgo * 1000;
  return { backlog, oldestSeconds: oldestSecondsAgo ?? 0, forwardedAt };
}

async function readChannels({ channels, summaries }: NoticeStore): Promise<Figures['channels']> {
  const byChannel = await summaries();
  return (await channels.list()).map(({ id, name }) => {
    const { waiting = 0, sent = 0, failed = 0 } = byChannel.get(id) ?? {};
    return { name, deliveries: { waiting, sent, failed } };
  });
}
