import { type Address, asId, type ClientId, toAddress } from '@causeway/contract';
import type { Batch, SpoolEntry } from '@causeway/contract/upstream-messages';
import type { ForwardedEntry, Inventory, Observation, ReportedFailure } from '../../endpoint-store.ts';
import { endpointErrors } from '../../errors.ts';
import { requireCountable } from '../require-countable.ts';

type Inventoried = Extract<SpoolEntry, { kind: 'inventory' }>;
type Observed = Extract<SpoolEntry, { kind: 'observations' }>['observations'][number];
type Failure = NonNullable<Observed['failures']>[number];

export interface ForwardedTo {
  /** Where clients may come to the endpoint server that forwards: elsewhere it has nothing to prove. */
  readonly addresses: ReadonlySet<Address>;
  /** Milliseconds since 1970: nothing that is forwarded happens later. */
  readonly now: number;
}

/** The entries of a batch as they are stored. @throws MESSAGE_INVALID, ADDRESS_INVALID */
export function toForwardedEntries(entries: Batch['entries'], to: ForwardedTo): ForwardedEntry[] {
  requireCountable(entries.map(({ sequence }) => sequence));
  requireOrder(entries);
  return entries.map(({ sequence, entry }): ForwardedEntry => {
    if (entry.kind === 'inventory') return { kind: 'inventory', sequence, inventory: toInventory(entry, to) };
    return {
      kind: 'observations',
      sequence,
      observations: entry.observations.map((one) => observe(one, to)),
    };
  });
}

function requireOrder(entries: Batch['entries']): void {
  const at = entries.findIndex(({ sequence }, index) => sequence <= (entries[index - 1]?.sequence ?? 0));
  if (at === -1) return;
  throw endpointErrors.error('MESSAGE_INVALID', {
    seen: `sequence ${entries[at]?.sequence} after ${entries[at - 1]?.sequence}`,
    expected: 'sequences that grow',
  });
}

function toInventory(
  { clientId, receivedAt, address, document }: Inventoried,
  { now }: ForwardedTo,
): Inventory {
  const at = pastTime(receivedAt, now);
  return { clientId: asId<ClientId>(clientId), receivedAt: at, address: toAddress(address), document };
}

/** Nothing but what the port names: a later version may say more. */
function observe(
  { clientId, at, address: text, trust, failures, ...said }: Observed,
  { addresses, now }: ForwardedTo,
): Observation {
  const address = toAddress(text);
  const { fetchedRevision, appliedRevision, clockSkewSeconds, version } = said;
  requireCountable([fetchedRevision ?? 0, appliedRevision ?? 0]);
  return {
    ...{ clientId: asId<ClientId>(clientId), at: pastTime(at, now), address, trust },
    ...(!addresses.has(address) && { isEvidence: false }),
    ...(fetchedRevision !== undefined && { fetchedRevision }),
    ...(appliedRevision !== undefined && { appliedRevision }),
    ...(clockSkewSeconds !== undefined && { clockSkewSeconds }),
    ...(version !== undefined && { version }),
    ...(failures !== undefined && {
      failures: failures.map((failure) => toFailure(failure, now)),
    }),
  };
}

function toFailure({ address, code, at, ...seen }: Failure, now: number): ReportedFailure {
  const { certificateSha256, trust, message } = seen;
  return {
    ...{ address, code, at: pastTime(at, now) },
    ...(certificateSha256 !== undefined && { certificateSha256 }),
    ...(trust !== undefined && { trust }),
    ...(message !== undefined && { message }),
  };
}

/** Evidence of a time to come would never grow old. */
function pastTime(at: number, now: number): number {
  return Math.min(Math.max(at, 0), now);
}
