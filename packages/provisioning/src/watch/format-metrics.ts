import { Gauge, Registry } from 'prom-client';
import type { Watched } from './watched.ts';

/** What a scrape tells, all of it read at one moment. */
export interface Figures {
  readonly watched: readonly Watched[];
  readonly tenants: readonly TenantFigures[];
  readonly endpointServers: readonly EndpointServerFigures[];
  readonly channels: readonly {
    readonly name: string;
    readonly deliveries: Readonly<Record<string, number>>;
  }[];
}

export interface EndpointServerFigures {
  readonly tenant: string;
  readonly name: string;
  readonly isThere: boolean;
  readonly isBehind: boolean;
  readonly spool: {
    readonly backlog: number;
    readonly oldestSeconds: number;
    readonly forwardedAt: number | null;
  } | null;
}

export interface TenantFigures {
  readonly name: string;
  readonly isServed: boolean;
  /** By standing; empty when the tenant does not run here. */
  readonly clients: Readonly<Record<string, number>>;
}

/** The figures in the text format of Prometheus. */
export async function formatMetrics({
  watched,
  tenants,
  endpointServers,
  channels,
}: Figures): Promise<string> {
  const registry = new Registry();
  const ends = {
    certificate: gauge(
      registry,
      'causeway_certificate_expiry_timestamp_seconds',
      'When a certificate ends.',
      ['certificate', 'tenants'],
    ),
    anchor: gauge(registry, 'causeway_anchor_expiry_timestamp_seconds', 'When a trust anchor ends.', [
      'anchor',
      'sha256',
      'tenants',
    ]),
  };
  for (const one of watched) ends[one.kind].set(labelsOf(one), one.notAfter / 1000);
  const served = gauge(registry, 'causeway_tenant_served', '1 when a tenant is served as it should be.', [
    'tenant',
  ]);
  const clients = gauge(registry, 'causeway_clients', 'Clients of a tenant.', ['tenant', 'standing']);
  for (const { name: tenant, isServed, clients: counts } of tenants) {
    served.set({ tenant }, isServed ? 1 : 0);
    for (const [standing, count] of Object.entries(counts)) clients.set({ tenant, standing }, count);
  }
  addEndpointServers(registry, endpointServers);
  const deliveries = gauge(registry, 'causeway_notice_deliveries', 'Notices on their way to a channel.', [
    'channel',
    'state',
  ]);
  for (const { name: channel, deliveries: counts } of channels)
    for (const [state, count] of Object.entries(counts)) deliveries.set({ channel, state }, count);
  return registry.metrics();
}

function addEndpointServers(registry: Registry, servers: readonly EndpointServerFigures[]): void {
  const labels = ['tenant', 'endpoint_server'];
  const make = (name: string, help: string) =>
    gauge(registry, `causeway_endpoint_server_${name}`, help, labels);
  const up = make('up', '1 when a stand-alone endpoint server was heard of within 45 seconds.');
  const behind = make('behind', '1 when it serves something else than is wanted of it.');
  const backlog = make('spool_entries', 'What waits in its spool, as it said last.');
  const oldest = make('spool_oldest_seconds', 'Age of the oldest entry of its spool; 0 for none.');
  const forwarded = make('forwarded_timestamp_seconds', 'When it last forwarded something.');
  for (const { tenant, name, isThere, isBehind, spool } of servers) {
    const label = { tenant, endpoint_server: name };
    up.set(label, isThere ? 1 : 0);
    behind.set(label, isBehind ? 1 : 0);
    if (spool === null) continue;
    backlog.set(label, spool.backlog);
    oldest.set(label, spool.oldestSeconds);
    if (spool.forwardedAt !== null) forwarded.set(label, spool.forwardedAt / 1000);
  }
}

function labelsOf({ kind, name, sha256, users }: Watched): Record<string, string> {
  const tenants = users.flatMap((user) => (user.kind === 'console' ? [] : [user.name]));
  const label = tenants.sort().join(',');
  return kind === 'certificate'
    ? { certificate: name, tenants: label }
    : { anchor: name, sha256, tenants: label };
}

function gauge(registry: Registry, name: string, help: string, labelNames: readonly string[]): Gauge {
  return new Gauge({ name, help, labelNames: [...labelNames], registers: [registry] });
}
