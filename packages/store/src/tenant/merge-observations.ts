import type { ClientId } from '@causeway/contract';
import type { Observation } from '@causeway/endpoint';
import type { Contact, EvidenceRow, FailureRow } from './schema.ts';

/** What a batch leaves to write: each row once. */
export interface Merged {
  readonly contacts: readonly Contact[];
  readonly evidence: readonly EvidenceRow[];
  readonly failures: readonly FailureRow[];
}

/** Brings the batch together with the contacts before it. Clients without a contact are unknown, and dropped. */
export function mergeObservations(before: readonly Contact[], observations: readonly Observation[]): Merged {
  const contacts = new Map<ClientId, Contact>(before.map((contact) => [contact.clientId, contact]));
  const evidence = new Map<string, EvidenceRow>();
  const failures = new Map<string, FailureRow>();
  for (const observation of observations.toSorted((a, b) => a.at - b.at)) {
    const contact = contacts.get(observation.clientId);
    if (contact === undefined) continue;
    contacts.set(observation.clientId, mergeContact(contact, observation));
    if (observation.isEvidence !== false) keepNewest(evidence, toEvidence(observation), ({ trust }) => trust);
    for (const failure of toFailures(observation)) keepNewest(failures, failure, ({ trust }) => trust);
  }
  return {
    contacts: [...contacts.values()],
    evidence: [...evidence.values()],
    failures: [...failures.values()],
  };
}

/** Times and revisions grow; what a client says of itself holds until a newer word. */
function mergeContact(contact: Contact, observation: Observation): Contact {
  const grown = {
    fetchedRevision: Math.max(contact.fetchedRevision, observation.fetchedRevision ?? 0),
    appliedRevision: Math.max(contact.appliedRevision, observation.appliedRevision ?? 0),
  };
  if (contact.lastSeenAt !== null && observation.at < contact.lastSeenAt) return { ...contact, ...grown };
  return {
    ...grown,
    clientId: contact.clientId,
    lastSeenAt: observation.at,
    lastAddress: observation.address,
    clockSkewSeconds: observation.clockSkewSeconds ?? contact.clockSkewSeconds,
    version: observation.version ?? contact.version,
  };
}

function toEvidence({ clientId, address, trust, at }: Observation): EvidenceRow {
  return { clientId, address, trust, at };
}

function toFailures({ clientId, failures = [] }: Observation): FailureRow[] {
  return failures.map(({ address, trust = '', code, at, certificateSha256 = null, message = null }) => ({
    clientId,
    address,
    trust,
    code,
    at,
    certificateSha256,
    message,
  }));
}

function keepNewest<Row extends EvidenceRow | FailureRow>(
  rows: Map<string, Row>,
  row: Row,
  beside: (row: Row) => string,
): void {
  // Neither an id nor an address contains a line break.
  const key = `${row.clientId}\n${row.address}\n${beside(row)}`;
  const kept = rows.get(key);
  if (kept === undefined || row.at > kept.at) rows.set(key, row);
}
