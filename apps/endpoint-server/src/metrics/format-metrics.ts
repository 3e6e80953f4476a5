import { Gauge, Registry } from 'prom-client';

/** What a scrape tells, all of it read at one moment. */
export interface Figures {
  readonly spool: {
    readonly entries: number;
    readonly bytes: number;
    readonly maxBytes: number;
    readonly oldestSecondsAgo: number | null;
    /** Milliseconds since 1970; null while nothing was forwarded since the start. */
    readonly forwardedAt: number | null;
  };
  readonly requests: number;
  readonly isPlatformReached: boolean;
  readonly offered: number;
  readonly applied: number;
  readonly revision: number;
}

/** The figures in the text format of Prometheus. */
export async function formatMetrics(figures: Figures): Promise<{ contentType: string; text: string }> {
  const registry = new Registry();
  for (const [name, help, value] of rowsOf(figures)) {
    const gauge = new Gauge({ name: `causeway_endpoint_${name}`, help, registers: [registry] });
    gauge.set(value);
  }
  return { contentType: registry.contentType, text: await registry.metrics() };
}

type Row = readonly [name: string, help: string, value: number];

function rowsOf({ spool, requests, isPlatformReached, offered, applied, revision }: Figures): Row[] {
  const forwarded: Row[] =
    spool.forwardedAt === null
      ? []
      : [['forwarded_timestamp_seconds', 'When something was last forwarded.', spool.forwardedAt / 1000]];
  return [
    ['spool_entries', 'Entries that wait to be forwarded.', spool.entries],
    ['spool_bytes', 'Size of what waits to be forwarded.', spool.bytes],
    ['spool_max_bytes', 'Size at which clients are asked to come back later.', spool.maxBytes],
    [
      'spool_oldest_age_seconds',
      'Age of what waits the longest; 0 when nothing does.',
      spool.oldestSecondsAgo ?? 0,
    ],
    ...forwarded,
    ['requests_total', 'Requests answered since the start.', requests],
    ['platform_up', '1 while the platform is reached.', isPlatformReached ? 1 : 0],
    ['offer_newest', 'Number of the newest offer of the platform.', offered],
    ['offer_applied', 'Number of the offer that is served; 0 for none.', applied],
    ['config_revision', 'Revision of the config.ini that is handed out.', revision],
  ];
}
