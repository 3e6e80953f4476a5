import { addressOf, type Listener, listenersOf, type Site } from '@causeway/contract';
import type { CrossingView } from '@causeway/contract/admin';
import type { Client, LeftBehind, Policy } from '@causeway/reachability';
import { type Change, explain, standingOf, startVerdict } from '@causeway/reachability';
import type { TenantRecord } from '../provisioning-store.ts';
import type { TenantHost } from './tenant-host.ts';

/** Rows of a report: beyond that a person filters instead of reading. */
const ROWS = 1_000;

/**
 * Where a fleet is headed: the site that a running change wants, else the next one on the road to HTTPS. On an HTTP
 * tenant there is nothing to cross to, and everyone stands where they are.
 */
export function destinationOf(tenant: TenantRecord): readonly Listener[] {
  const site: Site = tenant.saved;
  return site.binding === 'http+https' ? listenersOf({ ...site, binding: 'https' }) : listenersOf(site);
}

/** Who has crossed, who has not, and why. Evidence is flushed first. */
export async function reportCrossing(
  tenant: TenantRecord,
  host: TenantHost,
  change: Change,
  destination: readonly Listener[],
  now: number,
): Promise<CrossingView> {
  await host.endpoint.flush();
  const policy: Policy = { activeWindowMs: tenant.activeWindowMs };
  const verdict = startVerdict(change, policy, now);
  const waiting: CrossingView['clients'] = [];
  const proven: CrossingView['clients'] = [];
  for await (const client of host.store.clients.fleet()) {
    verdict.consider(client);
    const row = rowOf(client, change, policy, now);
    if (row === undefined) continue;
    const rows = row.state === 'proven' ? proven : waiting;
    if (rows.length < ROWS) rows.push(row);
  }
  const { kind, counts } = verdict.verdict();
  const { byReason: _byReason, ...figures } = counts;
  return {
    tenant: tenant.name,
    from: tenant.serving.map(addressOf),
    to: destination.map(addressOf),
    revision: change.revision,
    verdict: kind,
    counts: figures,
    clients: [...waiting, ...proven].slice(0, ROWS),
  };
}

type Row = CrossingView['clients'][number];

/** Undefined for a retired client, which is no part of a crossing. */
function rowOf(client: Client, change: Change, policy: Policy, now: number): Row | undefined {
  const { id, name, lastSeenAt } = client;
  const standing = standingOf(client, change, policy, now);
  switch (standing.kind) {
    case 'retired':
      return undefined;
    case 'proven':
      return { id, name, lastSeenAt, state: 'proven' };
    case 'left-behind':
      return { id, name, lastSeenAt, state: standing.why, ...describeLeftBehind(standing.why, client) };
    case 'blocked': {
      const { sentence, remedy } = explain(standing.reason);
      return {
        id,
        name,
        lastSeenAt,
        state: 'blocking',
        reason: standing.reason.kind,
        explanation: sentence,
        remedy,
      };
    }
  }
}

function describeLeftBehind(why: LeftBehind['why'], { waiver }: Client): Pick<Row, 'explanation'> {
  if (why === 'waived') return { explanation: `Waived by ${waiver?.by}: ${waiver?.reason}` };
  return { explanation: 'It sleeps; the rescue path waits for it.' };
}
