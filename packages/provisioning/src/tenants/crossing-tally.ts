import type { CrossingView } from '@causeway/contract/admin';
import type { Client } from '@causeway/reachability';
import type { CrossingFacts } from './crossing-facts.ts';
import { type Expected, expectedOf } from './crossing-forecast.ts';
import type { ShownStanding } from './crossing-rows.ts';

type ServerCounts = CrossingView['byEndpointServer'][number];
type StateCounts = Omit<ServerCounts, 'name'>;

/** Counts of one walk through a fleet, beyond those of the verdict. */
export class CrossingTally {
  readonly #silentMs: number;
  readonly #now: number;
  readonly #byServer = new Map<string | null, StateCounts>();
  readonly #expected: { -readonly [key in keyof Expected]: number } = { waiting: 0, silent: 0, byHand: 0 };
  readonly stages: CrossingView['stages'] = { neverHeard: 0, fetched: 0, proven: 0 };
  lastByOldWay = 0;
  endpointServers = 0;

  constructor(silentMs: number, now: number) {
    this.#silentMs = silentMs;
    this.#now = now;
  }

  count(client: Client, standing: ShownStanding, facts: CrossingFacts): void {
    this.stages[facts.stage === 'never-heard' ? 'neverHeard' : facts.stage]++;
    if (facts.isOnOldWay) this.lastByOldWay++;
    if (client.kind === 'endpoint-server') this.endpointServers++;
    this.#countsOf(facts.endpointServer)[stateOf(standing)]++;
    if (standing.kind !== 'blocked') return;
    this.#expected[expectedOf(standing.reason, client, this.#silentMs, this.#now)]++;
  }

  get expected(): Expected {
    return this.#expected;
  }

  /** By name; those that came to none, last. */
  byEndpointServer(): ServerCounts[] {
    const all = [...this.#byServer].map(([name, counts]) => ({ name, ...counts }));
    return all.sort((a, b) => {
      if (a.name === null || b.name === null) return a.name === null ? 1 : -1;
      return a.name < b.name ? -1 : 1;
    });
  }

  #countsOf(server: string | null): StateCounts {
    const known = this.#byServer.get(server);
    if (known !== undefined) return known;
    const counts = { proven: 0, blocking: 0, sleeping: 0, waived: 0 };
    this.#byServer.set(server, counts);
    return counts;
  }
}

function stateOf(standing: ShownStanding): keyof StateCounts {
  if (standing.kind === 'blocked') return 'blocking';
  return standing.kind === 'proven' ? 'proven' : standing.why;
}
