import { type Address, asId, type ClientId, toAddress } from '@causeway/contract';
import { MAX_DIAGNOSTICS_BYTES } from '@causeway/contract/client-messages';
import type { Batch, SpoolEntry } from '@causeway/contract/upstream-messages';
import type {
  Diagnostics,
  ForeignContact,
  ForwardedEntry,
  Inventory,
  Observation,
  ReportedFailure,
} from '../../endpoint-store.ts';
import { endpointErrors } from '../../errors.ts';
import { isObjectText } from '../../requests/parse-message.ts';
import { toReport } from '../../requests/to-report.ts';
import { requireCountable } from '../require-countable.ts';

type Inventoried = Extract<SpoolEntry, { kind: 'inventory' }>;
type Foreign = Extract<SpoolEntry, { kind: 'foreign' }>;
type Diagnosed = Extract<SpoolEntry, { kind: 'diagnostics' }>;
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
  return entries.map((entry) => toForwardedEntry(entry, to));
}

function toForwardedEntry({ sequence, entry }: Batch['entries'][number], to: ForwardedTo): ForwardedEntry {
  switch (entry.kind) {
    case 'inventory':
      return { kind: 'inventory', sequence, inventory: toInventory(entry, to) };
    case 'foreign':
      return { kind: 'foreign', sequence, contact: toContact(entry, to) };
    case 'diagnostics':
      return isDiagnostics(entry)
        ? { kind: 'diagnostics', sequence, diagnostics: toDiagnostics(entry, to) }
        : placeOf(sequence);
    case 'observations':
      return {
        kind: 'observations',
        sequence,
        observations: entry.observations.map((one) => observe(one, to)),
      };
  }
}

/** What stands in the place of an entry that is left out: what is dropped is accepted, or it would come again for ever. */
export function placeOf(sequence: number): ForwardedEntry {
  return { kind: 'observations', sequence, observations: [] };
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
  const inventory = { receivedAt: at, address: toAddress(address), format: 'native', document } as const;
  return { clientId: asId<ClientId>(clientId), ...inventory };
}

function toContact({ deviceId, agent, ...entry }: Foreign, { addresses, now }: ForwardedTo): ForeignContact {
  const address = toAddress(entry.address);
  return {
    ...{ deviceId, agent, at: pastTime(entry.at, now), address, trust: entry.trust },
    ...(!addresses.has(address) && { isEvidence: false }),
    ...(entry.inventory !== undefined && {
      inventory: { format: entry.inventory.format, document: entry.inventory.document },
    }),
  };
}

function isDiagnostics({ document }: Diagnosed): boolean {
  return Buffer.byteLength(document) <= MAX_DIAGNOSTICS_BYTES && isObjectText(document);
}

function toDiagnostics({ clientId, receivedAt, document }: Diagnosed, { now }: ForwardedTo): Diagnostics {
  return { clientId: asId<ClientId>(clientId), receivedAt: pastTime(receivedAt, now), document };
}

/** Nothing but what the port names: a later version may say more. */
function observe(
  { clientId, at, address: text, trust, failures, done, ...said }: Observed,
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
    ...(done !== undefined && { done: done.map(toReport) }),
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
