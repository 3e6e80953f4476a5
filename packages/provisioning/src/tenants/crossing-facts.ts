import type { StandingStage } from '@causeway/contract/admin';
import { type Change, type Client, newestEvidence, type Standing, takenWays } from '@causeway/reachability';

/** How far a client has come, as its evidence shows it. */
export interface CrossingFacts {
  readonly stage: StandingStage;
  /** Of its newest evidence. */
  readonly lastAddress: string | null;
  /** Name of the endpoint server with that address; null when it is of none. */
  readonly endpointServer: string | null;
  /** When it last came by a way that goes. */
  readonly oldWayAt: number | null;
  /** Whether it came by such a way when it came last. */
  readonly isOnOldWay: boolean;
}

/** Reads those facts of the clients of one crossing; `names` are those of the endpoint servers, by id. */
export function factsIn(change: Change, names: ReadonlyMap<string, string>) {
  const taken = takenWays(change);
  const servers = new Map(
    [...change.before, ...change.after].map(({ address, server }) => [address, server]),
  );
  return (client: Client, standing: Standing): CrossingFacts => {
    const last = newest(client);
    const lastByOldWay = newestEvidence(client, taken);
    const server = last && servers.get(last.address);
    return {
      stage: stageOf(client, standing, change),
      lastAddress: last?.address ?? null,
      endpointServer: (server && names.get(server)) ?? null,
      oldWayAt: lastByOldWay?.at ?? null,
      isOnOldWay: lastByOldWay !== undefined && lastByOldWay === last,
    };
  };
}

function newest({ evidence }: Client): Client['evidence'][number] | undefined {
  const [first, ...others] = evidence;
  return first && others.reduce((best, one) => (one.at > best.at ? one : best), first);
}

function stageOf({ fetchedRevision }: Client, { kind }: Standing, { revision }: Change): StandingStage {
  if (kind === 'proven') return 'proven';
  return revision > 0 && fetchedRevision >= revision ? 'fetched' : 'never-heard';
}
