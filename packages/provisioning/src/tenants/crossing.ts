import type { Site } from '@causeway/contract';
import type { CrossingView } from '@causeway/contract/admin';
import type { Client, LeftBehind } from '@causeway/reachability';
import { type Change, explain, type Reason, type Standing, startVerdict } from '@causeway/reachability';
import type { TenantRecord } from '../provisioning-store.ts';
import { policyOf } from './frequencies.ts';
import { asLawSees } from './served-sites.ts';
import type { TenantHost } from './tenant-host.ts';

/** Rows of a report: beyond that a person filters instead of reading. */
const ROWS = 1_000;

/**
 * Where a fleet is headed while no change is under way: the next site on the road to HTTPS. On an HTTP
 * tenant there is nothing to cross to, and everyone stands where they are.
 */
export function destinationOf({ saved }: Pick<TenantRecord, 'saved'>): Site {
  return saved.binding === 'http+https' ? { ...saved, binding: 'https' } : saved;
}

export interface CrossingInput {
  readonly tenant: TenantRecord;
  readonly host: TenantHost;
  /** Of all endpoint servers of the tenant. */
  readonly change: Change;
  readonly now: number;
}

/** Who has crossed, who has not, and why. Evidence is flushed first. */
export async function reportCrossing({ tenant, host, change, now }: CrossingInput): Promise<CrossingView> {
  await host.endpoint.flush();
  const verdict = startVerdict(change, policyOf(tenant), now);
  const waiting: CrossingView['clients'] = [];
  const proven: CrossingView['clients'] = [];
  for await (const client of host.store.clients.fleet()) {
    const standing = verdict.consider(asLawSees(client, tenant.id));
    // A retired client is no part of a crossing.
    if (standing.kind === 'retired') continue;
    const rows = standing.kind === 'proven' ? proven : waiting;
    if (rows.length < ROWS) rows.push(rowOf(client, standing));
  }
  const { kind, counts } = verdict.verdict();
  const { byReason: _byReason, ...figures } = counts;
  return {
    tenant: tenant.name,
    from: change.before.map(({ address }) => address),
    to: change.after.map(({ address }) => address),
    revision: change.revision,
    verdict: kind,
    counts: figures,
    clients: [...waiting, ...proven].slice(0, ROWS),
  };
}

type Row = CrossingView['clients'][number];

function rowOf(client: Client, standing: Exclude<Standing, { kind: 'retired' }>): Row {
  const { id, name, kind, agent, lastSeenAt } = client;
  const shown = { id, name, kind, ...(agent !== undefined && { agent }), lastSeenAt };
  switch (standing.kind) {
    case 'proven':
      return { ...shown, state: 'proven' };
    case 'left-behind':
      return { ...shown, state: standing.why, ...describeLeftBehind(standing.why, client) };
    case 'blocked':
      return { ...shown, state: 'blocking', reason: standing.reason.kind, ...describe(standing.reason) };
  }
}

function describe(reason: Reason): Pick<Row, 'explanation' | 'remedy' | 'repoint'> {
  const { sentence: explanation, remedy, repoint } = explain(reason);
  return {
    ...{ explanation, remedy },
    ...(repoint !== undefined && { repoint: { file: repoint.file, lines: [...repoint.lines] } }),
  };
}

function describeLeftBehind(why: LeftBehind['why'], { waiver, kind }: Client): Pick<Row, 'explanation'> {
  if (why === 'waived') return { explanation: `Waived by ${waiver?.by}: ${waiver?.reason}` };
  if (kind === 'foreign') return { explanation: 'It sleeps; its way stays.' };
  return { explanation: 'It sleeps; the rescue path waits for it.' };
}
