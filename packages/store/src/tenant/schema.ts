import type { Address, ClientId } from '@causeway/contract';
import type {
  ActionRecord,
  ClientRecord,
  Diagnostics,
  EnrollmentToken,
  Observation,
  PublishedRevision,
  ReportedFailure,
  SigningKey,
} from '@causeway/endpoint';
import type { Generated } from 'kysely';
import type { InJson } from '../json.ts';

/** What the last contacts of a client showed. Each client has exactly one. */
export interface Contact {
  clientId: ClientId;
  lastSeenAt: number | null;
  lastAddress: Address | null;
  fetchedRevision: number;
  appliedRevision: number;
  clockSkewSeconds: number;
  version: string;
}

export interface EvidenceRow {
  clientId: ClientId;
  address: Address;
  trust: Observation['trust'];
  at: number;
}

export interface FailureRow {
  clientId: ClientId;
  address: ReportedFailure['address'];
  /** Of a rehearsal; '' otherwise. */
  trust: string;
  code: string;
  at: number;
  certificateSha256: string | null;
  message: string | null;
}

/** The tables of a tenant's database: the records of the port, with what is no plain value as JSON. */
export interface TenantSchema {
  clients: InJson<Omit<ClientRecord, keyof Contact>, 'waiver'>;
  contacts: Contact;
  /** Of native and foreign clients; kept by triggers. */
  client_counts: { standing: ClientRecord['standing']; count: number };
  evidence: EvidenceRow;
  /** Evidence that is not newer may be of another machine under the same device id. */
  doubted_evidence: { clientId: ClientId; until: number };
  failures: FailureRow;
  tokens: EnrollmentToken;
  revisions: InJson<PublishedRevision, 'keyIds'>;
  signers: { keyId: string; revision: number };
  signing_keys: SigningKey;
  /** In the order in which they were asked. */
  actions: InJson<ActionRecord, 'action'> & { sequence: Generated<number> };
  diagnostics: Diagnostics;
  /** The documents that came; `code` says why one was passed over. */
  uploads: { clientId: ClientId; sha256: string; receivedAt: number; code: string | null };
  newest_uploads: { clientId: ClientId; receivedAt: number; address: Address };
  /** How far the spools of endpoint servers were accepted. */
  accepted_spools: { clientId: ClientId; spool: string; sequence: number };
  /** Each client at most once, by its newest change. */
  standing_changes: { sequence: Generated<number>; clientId: ClientId };
  settings: { key: string; value: string };
}
