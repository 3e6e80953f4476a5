import { asId, type ClientId } from '@causeway/contract';
import type { StandingQuery, StandingView } from '@causeway/contract/admin';
import type { EndpointStore } from '@causeway/endpoint';
import { type Client, standingOf } from '@causeway/reachability';
import type { OpenCrossing } from './crossing.ts';
import { factsIn } from './crossing-facts.ts';
import { completeRows, type PlainRow, rowOf } from './crossing-rows.ts';
import { policyOf } from './frequencies.ts';
import { asLawSees } from './served-sites.ts';

export interface StandingPage {
  readonly rows: StandingView[];
  /** Id of the last row when the page is full. */
  readonly next?: string;
}

type Filter = Pick<StandingQuery, 'id' | 'state' | 'stage' | 'reason' | 'endpointServer' | 'search'>;

/** The clients of a crossing that the filter takes, in the order of id, from behind one; as far as a page goes. */
export async function readStandings(
  { tenant, host, change, serverNames, now }: OpenCrossing,
  filter: Filter,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<StandingPage> {
  const factsOf = factsIn(change, serverNames);
  const policy = policyOf(tenant);
  const takes = filterOf(filter);
  const rows: PlainRow[] = [];
  const { clients } = host.store;
  for await (const one of fleetFrom(clients, filter.id, after)) {
    const client = asLawSees(one, tenant.id);
    const standing = standingOf(client, change, policy, now);
    if (standing.kind === 'retired') continue;
    const row = rowOf(client, standing, factsOf(client, standing));
    if (takes(row) && rows.push(row) >= limit) break;
  }
  const last = rows.length < limit ? undefined : rows.at(-1);
  return { rows: await completeRows(rows, clients), ...(last && { next: last.id }) };
}

async function* fleetFrom(
  clients: EndpointStore['clients'],
  id: string | undefined,
  after: string | undefined,
): AsyncIterable<Client> {
  if (id === undefined) return yield* clients.fleet(after === undefined ? undefined : asId<ClientId>(after));
  const one = await clients.standing(asId<ClientId>(id));
  if (one !== undefined && (after === undefined || id > after)) yield one;
}

function filterOf({ state, stage, reason, endpointServer, search }: Filter): (row: PlainRow) => boolean {
  const wanted = search?.toLowerCase();
  const contains = (text: string | undefined) => text?.toLowerCase().includes(wanted ?? '') ?? false;
  return (row) =>
    (state === undefined || row.state === state) &&
    (stage === undefined || row.stage === stage) &&
    (reason === undefined || row.reason === reason) &&
    (endpointServer === undefined || row.endpointServer === endpointServer) &&
    (wanted === undefined || [row.name, row.agent, row.explanation].some(contains));
}
