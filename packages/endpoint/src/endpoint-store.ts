import type { Address, ClientId } from '@causeway/contract';
import { type ActionReport, type ClientAction, MAX_FAILURES } from '@causeway/contract/client-messages';
import type { InventoryFormat } from '@causeway/inventory';
import type { Client, Failure, Trust, Waiver } from '@causeway/reachability';
import type { ClientFilter } from './client-state.ts';

/** A client as the tenant keeps it. Times are milliseconds since 1970. */
export interface ClientRecord {
  readonly id: ClientId;
  /** What the client calls itself, its hostname as a rule; not unique. */
  readonly name: string;
  /** A stand-alone endpoint server is a client of its platform: the law protects its way there as any client's. */
  readonly kind: 'native' | 'foreign' | 'endpoint-server';
  /** Raw Ed25519 public key, 32 bytes, base64url; empty for a foreign client. */
  readonly publicKey: string;
  readonly standing: 'enrolled' | 'retired';
  readonly waiver: Waiver | null;
  readonly enrolledAt: number;
  readonly lastSeenAt: number | null;
  readonly lastAddress: Address | null;
  readonly fetchedRevision: number;
  readonly appliedRevision: number;
  /** The client's clock minus ours at last contact. */
  readonly clockSkewSeconds: number;
  /** Of a foreign agent: its User-Agent. */
  readonly version: string;
  /** Whose frequencies it has; null for those of the tenant. */
  readonly group: string | null;
  /** What a foreign agent calls itself; null of all others. */
  readonly deviceId: string | null;
}

/** What one authenticated request showed; the endpoint server gathers these and writes them in batches. */
export interface Observation {
  readonly clientId: ClientId;
  readonly at: number;
  readonly address: Address;
  readonly trust: Trust;
  /** False when the address is not one that may count: the client was seen, and nothing is proven. */
  readonly isEvidence?: false;
  /** Revision handed out by this very reply, when it was one with config.ini. */
  readonly fetchedRevision?: number;
  /** What a poll said of itself. */
  readonly appliedRevision?: number;
  readonly clockSkewSeconds?: number;
  readonly version?: string;
  readonly failures?: readonly ReportedFailure[];
  /** Actions that came to an end. */
  readonly done?: readonly ActionReport[];
}

export interface ReportedFailure extends Failure {
  /** SHA-256 of the certificate that the client saw, lower-case hex. */
  readonly certificateSha256?: string;
  readonly message?: string;
}

/** As many as one poll may tell: addresses are what the client says they are, and there is no end of them. */
export const MOST_FAILURES_KEPT = MAX_FAILURES;

export interface EnrollmentToken {
  /** Public part, named in the request. */
  readonly id: string;
  /** What enrolls with it: a native client, or a stand-alone endpoint server. */
  readonly purpose: 'client' | 'endpoint-server';
  /** 32 bytes, base64url: the HMAC key. Never crosses the wire. */
  readonly secret: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** How many enrollments it still allows. */
  readonly usesLeft: number;
  /** The group that its clients join. */
  readonly group: string | null;
}

/** One published config.ini. */
export interface PublishedRevision {
  readonly revision: number;
  /** The signed file, byte for byte. */
  readonly file: string;
  readonly publishedAt: number;
  /** The ids of the keys that signed it: the current one, and the coming one while it is announced. */
  readonly keyIds: readonly string[];
}

export interface SigningKey {
  /** First 16 hex digits of the SHA-256 of the raw public key. */
  readonly id: string;
  /** Raw Ed25519 public key, base64. */
  readonly publicKey: string;
  /** PKCS#8, PEM. */
  readonly privateKeyPem: string;
  readonly createdAt: number;
  /** `next` is announced and signs beside `current`; `former` signs nothing more. */
  readonly role: 'current' | 'next' | 'former';
}

/** What the endpoint server needs kept, per tenant. Writes are durable when the promise resolves. */
export interface EndpointStore {
  readonly clients: {
    /** Adds the client and takes one use of the token, or does neither. Enrolling the same public key again answers the client it belongs to, unchanged. @throws TOKEN_UNKNOWN, TOKEN_EXPIRED, TOKEN_USED_UP */
    enroll(client: ClientRecord, tokenId: string, now: number): Promise<ClientRecord>;
    find(id: ClientId): Promise<ClientRecord | undefined>;
    /** Those of them that there are, each once, in the order of id. */
    findMany(ids: readonly ClientId[]): Promise<ClientRecord[]>;
    /** Native and foreign clients by name, then id, from after that position; keyset paging. */
    list(options: {
      readonly limit: number;
      readonly after?: { readonly name: string; readonly id: ClientId };
      /** Undefined: all of them. */
      readonly filter?: ClientFilter;
    }): Promise<ClientRecord[]>;
    /** How many `list` has in all. Costs as much as to read them. */
    countListed(filter: ClientFilter): Promise<number>;
    /** Of every kind. */
    count(): Promise<number>;
    /** Of native and foreign clients. Costs the same for any fleet. */
    countByStanding(): Promise<Readonly<Record<ClientRecord['standing'], number>>>;
    /** The enrolled native and foreign clients of each group that has any. */
    countByGroup(): Promise<ReadonlyMap<string, number>>;
    /** @returns the record as it is afterwards, undefined when there is no such client. */
    setStanding(id: ClientId, standing: ClientRecord['standing']): Promise<ClientRecord | undefined>;
    /**
     * Those whose standing became another one since a call that answered this cursor, 0 for ever, in the order in which
     * it did, each once and no more than `limit`: while as many come, there may be more. A cursor that was never given
     * out, as after a backup was restored, starts over.
     */
    changedSince(
      standingsAt: number,
      limit: number,
    ): Promise<{ readonly ids: readonly ClientId[]; readonly standingsAt: number }>;
    setWaiver(id: ClientId, waiver: Waiver | null): Promise<ClientRecord | undefined>;
    /** Its group, and an action `join-group` with that id in place of any that still waits; of a foreign agent the group alone. */
    setGroup(
      id: ClientId,
      group: string | null,
      actionId: string,
      now: number,
    ): Promise<ClientRecord | undefined>;
    /** Puts another key in the place of its key, and is an entry of `changedSince`. @throws CLIENT_KEY_TAKEN when another client has it */
    setKey(id: ClientId, publicKey: string): Promise<ClientRecord | undefined>;
    /** One transaction. Times and revisions only ever grow; observations of unknown clients are dropped. Of failures and of evidence the newest is kept per client, address and trust; of failures no more than MOST_FAILURES_KEPT a client, the newest, then in the order of address and trust. */
    record(observations: readonly Observation[]): Promise<void>;
    /** Every client as the law sees it, in the order of id and from behind `after`, one page in memory at a time. */
    fleet(after?: ClientId): AsyncIterable<Client>;
    /** One client as the law sees it, with its failures in full. */
    standing(id: ClientId): Promise<(Client & { readonly failures: readonly ReportedFailure[] }) | undefined>;
  };
  readonly tokens: {
    add(token: EnrollmentToken): Promise<void>;
    find(id: string): Promise<EnrollmentToken | undefined>;
    list(): Promise<EnrollmentToken[]>;
    remove(id: string): Promise<void>;
  };
  readonly revisions: {
    /** @throws REVISION_NOT_GROWN unless it is greater than every revision before it. */
    append(revision: PublishedRevision): Promise<void>;
    current(): Promise<PublishedRevision | undefined>;
    find(revision: number): Promise<PublishedRevision | undefined>;
    /** The newest file signed by the key with that id: what a sleeper that knows this key alone can verify. */
    newestSignedBy(keyId: string): Promise<PublishedRevision | undefined>;
  };
  readonly signingKeys: {
    list(): Promise<SigningKey[]>;
    /** Adds it, or replaces the one of the same id. All in one transaction. */
    save(keys: readonly SigningKey[]): Promise<void>;
  };
  readonly inventories: {
    /**
     * Brings what is known of the client's computer up to this inventory, in one transaction, and notes the document in
     * the ledger of its uploads. One that was collected or came before the newest changes nothing but the ledger.
     * @throws INVENTORY_MALFORMED, INVENTORY_BASE_UNKNOWN and the other codes of the inventory package; then nothing changed
     */
    put(inventory: Inventory): Promise<void>;
    /** The newest that came, by the time at which it did. */
    find(clientId: ClientId): Promise<Omit<Inventory, 'document' | 'format'> | undefined>;
    /** How many different documents came, of the newest MOST_UPLOADS_NOTED. */
    count(clientId: ClientId): Promise<number>;
  };
  readonly foreign: {
    /**
     * Notes that a foreign agent came by, with an inventory or without, in one transaction; the first time it becomes a
     * client of kind `foreign` with the id `foreignClientId` of its device id. A device id is a claim: an inventory of
     * another machine than the one that is known under it (`isClaimOf`) makes a client of its own, with the id
     * `foreignClientId` of the device id and that machine, and from then on only inventories under that device id are
     * evidence, for the machine that they are of. The evidence itself is for the caller to record.
     * @throws the codes of the inventory package; then nothing changed
     */
    accept(contact: ForeignContact): Promise<ForeignStanding>;
  };
  readonly actions: {
    /** Adds it for an enrolled native client; false when there is none. An entry of `changedSince`. */
    add(action: ActionRecord): Promise<boolean>;
    /** What waits to be reported on, in the order in which it was added, at most MAX_ACTIONS a client. */
    waiting(clientIds: readonly ClientId[]): Promise<ReadonlyMap<ClientId, readonly ClientAction[]>>;
    /** What was added last first, from behind `after`; of one client or of all. */
    list(query: {
      readonly clientId?: ClientId | undefined;
      readonly limit: number;
      readonly after?: string | undefined;
    }): Promise<ActionRecord[]>;
    /** Takes back one that waits. Undefined when there is none. */
    remove(id: string): Promise<ActionRecord | undefined>;
  };
  readonly diagnostics: {
    /** The newest of a client is kept. */
    put(diagnostics: Diagnostics): Promise<void>;
    find(clientId: ClientId): Promise<Diagnostics | undefined>;
  };
  readonly batches: {
    /**
     * One transaction: what was accepted of that spool before is dropped, the rest is stored in the order of its
     * sequence. Observations of unknown clients are dropped, and inventories of those that are unknown or retired.
     * @returns the highest sequence accepted of that spool, now or before; 0 for none
     */
    accept(batch: ForwardedBatch): Promise<number>;
  };
}

/** Entries of the ledger per client. */
export const MOST_UPLOADS_NOTED = 100;

/** What a stand-alone endpoint server forwards of its spool. */
export interface ForwardedBatch {
  /** The endpoint server, by the id that it has as a client. */
  readonly from: ClientId;
  /** Each spool of an endpoint server counts from 1. */
  readonly spool: string;
  readonly entries: readonly ForwardedEntry[];
}

export type ForwardedEntry =
  | { readonly kind: 'foreign'; readonly sequence: number; readonly contact: ForeignContact }
  | { readonly kind: 'diagnostics'; readonly sequence: number; readonly diagnostics: Diagnostics }
  | { readonly kind: 'inventory'; readonly sequence: number; readonly inventory: Inventory }
  | {
      readonly kind: 'observations';
      readonly sequence: number;
      readonly observations: readonly Observation[];
    };

export interface Inventory {
  readonly clientId: ClientId;
  readonly receivedAt: number;
  readonly address: Address;
  readonly format: InventoryFormat;
  /** Text as the client sent it. */
  readonly document: string;
}

/** A foreign agent came by. Who it is, is what it says. */
export interface ForeignContact {
  readonly deviceId: string;
  /** Its User-Agent. */
  readonly agent: string;
  readonly at: number;
  readonly address: Address;
  readonly trust: Trust;
  /** False when the address is not one that may count. */
  readonly isEvidence?: false;
  readonly inventory?: { readonly format: InventoryFormat; readonly document: string };
}

export interface ForeignStanding {
  readonly clientId: ClientId;
  readonly standing: ClientRecord['standing'];
  /** Several machines claim this device id: a contact without an inventory shows nothing. */
  readonly isShared: boolean;
  /** When its newest inventory came; null for never. */
  readonly inventoryAt: number | null;
}

/** Something a client was asked to do. Times are milliseconds since 1970. */
export interface ActionRecord {
  /** UUID of version 7: it grows. */
  readonly id: string;
  readonly clientId: ClientId;
  readonly action: ClientAction;
  /** Who asked. */
  readonly by: string;
  readonly at: number;
  readonly state: 'waiting' | 'done' | 'failed';
  readonly doneAt: number | null;
  readonly message: string | null;
}

/** What a client said of itself when it was asked to. */
export interface Diagnostics {
  readonly clientId: ClientId;
  readonly receivedAt: number;
  /** JSON text. */
  readonly document: string;
}
