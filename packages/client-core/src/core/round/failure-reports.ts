import type { Address } from '@causeway/contract';
import { type FailureReport, MAX_FAILURES } from '@causeway/contract/client-messages';
import { type ClientState, readConfig, type WayFailure, withReported } from '../client-state.ts';
import { type Rehearsed, withRehearsalsReported } from '../rehearsed.ts';
import { serversOf } from '../roads.ts';

export interface FailuresToReport {
  readonly failures: readonly FailureReport[];
  /** The state once an endpoint server was told. */
  whenTold(state: ClientState): ClientState;
}

/**
 * Failures that nobody was told yet: those at its own endpoint server, which its admins wait for, before those at others;
 * of each the newest first. Of the address that is told it, the telling itself is news enough.
 */
export function failuresToReport(state: ClientState, through: Address, now: number): FailuresToReport {
  const own = ownAddresses(state);
  const all = [...failedWays(state, through), ...failedRehearsals(state)];
  const newestFirst = all.sort((one, other) => other.failure.at - one.failure.at);
  const { own: ofOwn = [], others = [] } = Object.groupBy(newestFirst, ({ address }) =>
    own.has(address) ? 'own' : 'others',
  );
  const open = [...ofOwn, ...others].slice(0, MAX_FAILURES);
  const ways = open.filter(({ rehearsed }) => rehearsed === undefined).map(({ address }) => address);
  const rehearsals = open.flatMap(({ rehearsed }) => rehearsed ?? []);
  return {
    failures: open.map((one) => reportOf(one, now)),
    whenTold: (later) => withRehearsalsReported(withReported(later, ways), rehearsals),
  };
}

interface OpenFailure {
  readonly address: Address;
  readonly failure: WayFailure;
  readonly rehearsed?: Rehearsed;
}

/** By the file in use, and by the one that is to be. */
function ownAddresses(state: ClientState): ReadonlySet<Address> {
  const configs = [state.current, state.candidate].map(readConfig);
  return new Set(
    configs.flatMap((config) => (config === undefined ? [] : (serversOf(config, state)[0]?.addresses ?? []))),
  );
}

function failedWays({ ways }: ClientState, through: Address): OpenFailure[] {
  return Object.entries(ways).flatMap(([address, { failure }]) =>
    // Every way in the state belongs to an address that was dialed.
    failure?.isReported === false && address !== through ? [{ address: address as Address, failure }] : [],
  );
}

function failedRehearsals({ rehearsals }: ClientState): OpenFailure[] {
  return rehearsals.flatMap((rehearsed) => {
    const { address, failure } = rehearsed;
    return failure?.isReported === false ? [{ address, failure, rehearsed }] : [];
  });
}

function reportOf({ address, failure, rehearsed }: OpenFailure, now: number): FailureReport {
  const { code, at, message, certificateSha256 } = failure;
  const secondsAgo = Math.max(0, (now - at) / 1000);
  return {
    ...{ address, code, secondsAgo, message },
    ...(certificateSha256 !== undefined && { certificateSha256 }),
    ...(rehearsed !== undefined && { trust: rehearsed.trust }),
  };
}
