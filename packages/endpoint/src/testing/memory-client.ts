import type { Client, Evidence } from '@causeway/reachability';
import {
  type ClientRecord,
  MOST_FAILURES_KEPT,
  type Observation,
  type ReportedFailure,
} from '../endpoint-store.ts';

export type Standing = Client & { readonly failures: readonly ReportedFailure[] };

/** One client of a MemoryEndpointStore, with what was seen of it. Records are replaced, never changed. */
export class MemoryClient {
  record: ClientRecord;
  /** By address and trust; neither contains a line break. */
  readonly #evidence = new Map<string, Evidence>();
  readonly #failures = new Map<string, ReportedFailure>();
  /** Evidence that is not newer counts for nothing. */
  #doubtedUntil = Number.NEGATIVE_INFINITY;

  constructor(record: ClientRecord) {
    this.record = record;
  }

  change(parts: Partial<ClientRecord>): ClientRecord {
    this.record = { ...this.record, ...parts };
    return this.record;
  }

  observe(observation: Observation): void {
    const { address, trust, at, failures = [] } = observation;
    this.record = merge(this.record, observation);
    if (observation.isEvidence !== false)
      keepNewest(this.#evidence, `${address}\n${trust}`, { address, trust, at });
    for (const failure of failures)
      keepNewest(this.#failures, `${failure.address}\n${failure.trust ?? ''}`, toFailure(failure));
  }

  /** Another machine turned up under its device id: whoever came by it until now may have been either. */
  doubtEvidence(at: number): void {
    this.#doubtedUntil = Math.max(at, this.record.lastSeenAt ?? 0);
  }

  /** After a whole batch. */
  forgetOldFailures(): void {
    const newestFirst = [...this.#failures].sort(
      ([one, { at }], [other, { at: otherAt }]) => otherAt - at || (one < other ? -1 : 1),
    );
    for (const [key] of newestFirst.slice(MOST_FAILURES_KEPT)) this.#failures.delete(key);
  }

  standing(): Standing {
    const { id, name, kind, standing, waiver, lastSeenAt, fetchedRevision, version, group } = this.record;
    const own = { ...(kind === 'foreign' && { agent: version }), ...(group !== null && { group }) };
    const evidence = inOrder(this.#evidence).filter(({ at }) => at > this.#doubtedUntil);
    const facts = { evidence, failures: inOrder(this.#failures) };
    return { id, name, kind, standing, waiver, lastSeenAt, fetchedRevision, ...own, ...facts };
  }
}

/** Times and revisions grow; what a client says of itself holds until a newer word. */
function merge(record: ClientRecord, observation: Observation): ClientRecord {
  const grown = {
    fetchedRevision: Math.max(record.fetchedRevision, observation.fetchedRevision ?? 0),
    appliedRevision: Math.max(record.appliedRevision, observation.appliedRevision ?? 0),
  };
  if (record.lastSeenAt !== null && observation.at < record.lastSeenAt) return { ...record, ...grown };
  return {
    ...record,
    ...grown,
    lastSeenAt: observation.at,
    lastAddress: observation.address,
    clockSkewSeconds: observation.clockSkewSeconds ?? record.clockSkewSeconds,
    version: observation.version ?? record.version,
  };
}

function keepNewest<Fact extends { readonly at: number }>(
  facts: Map<string, Fact>,
  key: string,
  fact: Fact,
): void {
  const kept = facts.get(key);
  if (kept === undefined || fact.at > kept.at) facts.set(key, fact);
}

/** Nothing but what the port names: a client may have sent more. */
function toFailure({ address, trust, code, at, ...seen }: ReportedFailure): ReportedFailure {
  const { certificateSha256, message } = seen;
  return {
    ...{ address, code, at },
    ...(trust !== undefined && { trust }),
    ...(certificateSha256 !== undefined && { certificateSha256 }),
    ...(message !== undefined && { message }),
  };
}

function inOrder<Fact>(facts: ReadonlyMap<string, Fact>): Fact[] {
  return [...facts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, fact]) => fact);
}
