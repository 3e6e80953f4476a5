import { asId, type ClientId } from '@causeway/contract';
import type { StandingView } from '@causeway/contract/admin';
import type { EndpointStore } from '@causeway/endpoint';
import { type Client, explain, type LeftBehind, type Reason, type Standing } from '@causeway/reachability';
import type { CrossingFacts } from './crossing-facts.ts';

/** A retired client is no part of a crossing. */
export type ShownStanding = Exclude<Standing, { kind: 'retired' }>;

/** Without what the law does not look at. */
export type PlainRow = Omit<StandingView, 'appliedRevision'>;

export function rowOf(client: Client, standing: ShownStanding, facts: CrossingFacts): PlainRow {
  const { id, name, kind, agent, lastSeenAt, fetchedRevision } = client;
  const { stage, lastAddress, endpointServer, oldWayAt } = facts;
  return {
    ...{ id, name, kind, ...(agent !== undefined && { agent }) },
    ...describeStanding(client, standing),
    ...{ lastSeenAt, stage, fetchedRevision, lastAddress, endpointServer, oldWayAt },
  };
}

/** A page at a time: with what else is on record. */
export async function completeRows(
  rows: readonly PlainRow[],
  clients: Pick<EndpointStore['clients'], 'findMany'>,
): Promise<StandingView[]> {
  const records = await clients.findMany(rows.map(({ id }) => asId<ClientId>(id)));
  const applied = new Map<string, number>(records.map(({ id, appliedRevision }) => [id, appliedRevision]));
  return rows.map((row) => ({ ...row, appliedRevision: applied.get(row.id) ?? 0 }));
}

type Described = Pick<PlainRow, 'state' | 'reason' | 'explanation' | 'remedy' | 'repoint'>;

function describeStanding(client: Client, standing: ShownStanding): Described {
  switch (standing.kind) {
    case 'proven':
      return { state: 'proven' };
    case 'left-behind':
      return { state: standing.why, ...describeLeftBehind(standing.why, client) };
    case 'blocked':
      return { state: 'blocking', reason: standing.reason.kind, ...describe(standing.reason) };
  }
}

function describe(reason: Reason): Pick<Described, 'explanation' | 'remedy' | 'repoint'> {
  const { sentence: explanation, remedy, repoint } = explain(reason);
  return {
    ...{ explanation, remedy },
    ...(repoint !== undefined && { repoint: { file: repoint.file, lines: [...repoint.lines] } }),
  };
}

function describeLeftBehind(
  why: LeftBehind['why'],
  { waiver, kind }: Client,
): Pick<Described, 'explanation'> {
  if (why === 'waived') return { explanation: `Waived by ${waiver?.by}: ${waiver?.reason}` };
  if (kind === 'foreign') return { explanation: 'It sleeps; its way stays.' };
  return { explanation: 'It sleeps; the rescue path waits for it.' };
}
