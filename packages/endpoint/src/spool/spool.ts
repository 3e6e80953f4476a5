import type { ClientAction } from '@causeway/contract/client-messages';
import type { SpoolEntry } from '@causeway/contract/upstream-messages';

export interface SpooledEntry {
  /** Grows by at least one with each entry of a spool. */
  readonly sequence: number;
  readonly entry: SpoolEntry;
}

export interface SpoolStatus {
  readonly entries: number;
  /** Of the entries, as they are kept. */
  readonly bytes: number;
  readonly maxBytes: number;
  /** When the oldest entry was appended, milliseconds since 1970; null for an empty spool. */
  readonly oldestAt: number | null;
}

/** What waits on the disk of a stand-alone endpoint server to be forwarded to its platform. First in, first out. */
export interface Spool {
  /** Random; another one for each spool that is made, or opened with nothing in it. */
  readonly id: string;
  /** Durable when it resolves. @throws SPOOL_FULL, with nothing appended, also when the disk is full */
  append(entry: SpoolEntry, now: number): Promise<void>;
  /** The oldest entries in their order, up to so many bytes, but at least one when there is any. */
  peek(maxBytes: number): Promise<SpooledEntry[]>;
  /** Forgets everything up to that sequence; also on a full disk. */
  remove(upTo: number): Promise<void>;
  status(): Promise<SpoolStatus>;
}

/** A client as an endpoint server needs to know it to take its requests. */
export interface KnownClient {
  readonly id: string;
  readonly name: string;
  /** Raw Ed25519 public key, base64url; empty for a foreign client. */
  readonly publicKey: string;
  readonly standing: 'enrolled' | 'retired';
  /** What it is asked to do. */
  readonly actions: readonly ClientAction[];
}

/** Beyond that, those that were used the longest ago are forgotten: the platform is asked for them again. */
export const MOST_CLIENTS_KNOWN = 100_000;
/** The newest revisions; of each key the newest file is kept besides, for clients that slept through the others. */
export const MOST_FILES_KEPT = 50;

/** One config.ini as the platform signed it, kept for clients. */
export interface KeptFile {
  readonly revision: number;
  /** The ids of the keys that signed it. */
  readonly keyIds: readonly string[];
  /** Byte for byte. */
  readonly file: string;
}

/** What a stand-alone endpoint server keeps of its platform, for the time when that cannot be reached. */
export interface KeptPlatform {
  readonly clients: {
    find(id: string): Promise<KnownClient | undefined>;
    /** Adds or replaces. A disk that is full keeps nothing of it, which is no error: the platform knows them. */
    save(clients: readonly KnownClient[]): Promise<void>;
    /** Durable when it resolves, also on a full disk. */
    forget(ids: readonly string[]): Promise<void>;
  };
  readonly files: {
    /** Adds it; one of the same revision stays as it is. @throws SPOOL_FULL when the disk is full */
    save(file: KeptFile): Promise<void>;
    /** The one of the highest revision. */
    newest(): Promise<KeptFile | undefined>;
    newestSignedBy(keyId: string): Promise<KeptFile | undefined>;
  };
}
