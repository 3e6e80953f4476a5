import type { Address } from '@causeway/contract';
import type { ClientState, WayFailure } from './client-state.ts';
import type { Road } from './road.ts';

/** What came of trying a coming certificate at one address. Times are milliseconds since 1970 by its own clock. */
export interface Rehearsed {
  readonly address: Address;
  /** SHA-256 of the coming trust anchor, lower-case hex. */
  readonly trust: string;
  /** When it last accepted the coming certificate; null for never. */
  readonly provenAt: number | null;
  readonly failure: WayFailure | null;
}

/** A road on which the coming certificate is asked for, and nothing but its own anchors is trusted. */
export interface RehearsalRoad extends Road {
  readonly rehearsedTrust: string;
}

export function rehearsedAt({ rehearsals }: ClientState, road: RehearsalRoad): Rehearsed {
  const { address, rehearsedTrust: trust } = road;
  const known = rehearsals.find((one) => isOf(one, road));
  return known ?? { address, trust, provenAt: null, failure: null };
}

/** With this outcome, and without those of certificates that come no more. */
export function withRehearsed(
  state: ClientState,
  road: RehearsalRoad,
  outcome: Pick<Rehearsed, 'provenAt' | 'failure'>,
): ClientState {
  const others = state.rehearsals.filter((one) => !isOf(one, road));
  return { ...state, rehearsals: [...others, { ...rehearsedAt(state, road), ...outcome }] };
}

/** Only those that a file still asks for. */
export function withRehearsalsOf(state: ClientState, roads: readonly RehearsalRoad[]): ClientState {
  const kept = state.rehearsals.filter((one) => roads.some((road) => isOf(one, road)));
  return kept.length === state.rehearsals.length ? state : { ...state, rehearsals: kept };
}

export function withRehearsalsReported(state: ClientState, told: readonly Rehearsed[]): ClientState {
  const rehearsals = state.rehearsals.map((one) =>
    one.failure !== null && told.includes(one)
      ? { ...one, failure: { ...one.failure, isReported: true } }
      : one,
  );
  return { ...state, rehearsals };
}

function isOf({ address, trust }: Rehearsed, road: RehearsalRoad): boolean {
  return address === road.address && trust === road.rehearsedTrust;
}
