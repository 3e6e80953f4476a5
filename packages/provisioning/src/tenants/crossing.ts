import type { ChangeId, Site } from '@causeway/contract';
import { blockingReasons, type CrossingView } from '@causeway/contract/admin';
import { type Change, isAnythingTaken, startVerdict, takenWays } from '@causeway/reachability';
import type { TenantRecord } from '../provisioning-store.ts';
import { factsIn } from './crossing-facts.ts';
import { forecastCrossing, pollingMsOf, silentMsOf } from './crossing-forecast.ts';
import { completeRows, type PlainRow, rowOf } from './crossing-rows.ts';
import type { CrossingSample } from './crossing-sample.ts';
import { CrossingTally } from './crossing-tally.ts';
import { policyOf } from './frequencies.ts';
import { asLawSees } from './served-sites.ts';
import type { TenantHost } from './tenant-host.ts';

/**
 * Where a fleet is headed while no change is under way: the next site on the road to HTTPS. On an HTTP
 * tenant there is nothing to cross to, and everyone stands where they are.
 */
export function destinationOf({ saved }: Pick<TenantRecord, 'saved'>): Site {
  return saved.binding === 'http+https' ? { ...saved, binding: 'https' } : saved;
}

/** A crossing as it is at one moment. */
export interface OpenCrossing {
  readonly tenant: TenantRecord;
  readonly host: TenantHost;
  /** Of all endpoint servers of the tenant. */
  readonly change: Change;
  /** The unfinished change that it is of; null when none is under way. */
  readonly changeId: ChangeId | null;
  /** Of the endpoint servers, by id. */
  readonly serverNames: ReadonlyMap<string, string>;
  readonly now: number;
}

export interface ReportOptions {
  /** Rows; all clients are counted. */
  readonly rows: number;
  /** Of this crossing, oldest first. */
  readonly samples: readonly CrossingSample[];
}

/** Who has crossed, who has not, and why. Evidence is flushed first. */
export async function reportCrossing(crossing: OpenCrossing, options: ReportOptions): Promise<CrossingView> {
  const { tenant, host, change, changeId, now } = crossing;
  const walked = await walk(crossing, options.rows);
  const { kind: verdict, counts } = walked.verdict;
  const { byReason, ...figures } = counts;
  const { stages, lastByOldWay, endpointServers, expected } = walked.tally;
  return {
    ...{ tenant: tenant.name, revision: change.revision, change: changeId, verdict },
    counts: { ...figures, endpointServers },
    from: change.before.map(({ address }) => address),
    to: change.after.map(({ address }) => address),
    goes: takenWays(change).map(({ address }) => address),
    isUnderWay: isAnythingTaken(change),
    ...{ stages, lastByOldWay },
    byReason: blockingReasons.flatMap((reason) => ({ reason, count: byReason[reason] ?? 0 })).filter(hasAny),
    byEndpointServer: walked.tally.byEndpointServer(),
    forecast: forecastCrossing({
      ...{ ...expected, samples: options.samples, now },
      ...{ pollingMs: pollingMsOf(tenant), silentMs: silentMsOf(tenant) },
    }),
    clients: await completeRows(walked.rows, host.store.clients),
  };
}

/** The rows are those that have not crossed, then the others. */
async function walk({ tenant, host, change, serverNames, now }: OpenCrossing, most: number) {
  await host.endpoint.flush();
  const verdict = startVerdict(change, policyOf(tenant), now);
  const tally = new CrossingTally(silentMsOf(tenant), now);
  const factsOf = factsIn(change, serverNames);
  const [waiting, proven]: [PlainRow[], PlainRow[]] = [[], []];
  for await (const one of host.store.clients.fleet()) {
    const client = asLawSees(one, tenant.id);
    const standing = verdict.consider(client);
    if (standing.kind === 'retired') continue;
    const facts = factsOf(client, standing);
    tally.count(client, standing, facts);
    const rows = standing.kind === 'proven' ? proven : waiting;
    if (rows.length < most) rows.push(rowOf(client, standing, facts));
  }
  return { verdict: verdict.verdict(), tally, rows: [...waiting, ...proven].slice(0, most) };
}

function hasAny({ count }: { readonly count: number }): boolean {
  return count > 0;
}
