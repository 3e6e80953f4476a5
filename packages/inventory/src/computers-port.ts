import type { ClientId } from '@causeway/contract';
import type { CollectorReport, ComputerInventory, SectionName } from '@causeway/contract/inventory';

/** Integer row ids of a tenant's database: they grow as computers, software and changes come. */
export type ComputerId = number;
export type SoftwareId = number;

/** A computer in a list. Times are milliseconds since 1970; what is not known is null. */
export interface ComputerRow {
  readonly id: ComputerId;
  /** The client that reports it. */
  readonly clientId: ClientId;
  readonly name: string;
  readonly domain: string | null;
  readonly osFamily: string | null;
  readonly osName: string | null;
  readonly osVersion: string | null;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serialNumber: string | null;
  readonly uuid: string | null;
  readonly cpu: string | null;
  readonly cpuCores: number | null;
  readonly memoryBytes: number | null;
  readonly storageBytes: number | null;
  readonly ip: string | null;
  readonly lastUser: string | null;
  /** Name and version of what collected it. */
  readonly collectedBy: string | null;
  readonly softwareCount: number;
  readonly firstSeenAt: number;
  /** When its newest inventory came, changed or not. */
  readonly inventoryAt: number;
  /** When an inventory last brought something new. */
  readonly changedAt: number;
  readonly archivedAt: number | null;
}

/** An entry of the catalog: the same software, however many computers have it. */
export interface SoftwareRow {
  readonly id: SoftwareId;
  readonly name: string;
  readonly version: string;
  readonly publisher: string;
  readonly architecture: string;
  readonly source: string;
  /** Computers that have it, archived ones left out. */
  readonly installations: number;
  readonly firstSeenAt: number;
}

export interface InstallationRow {
  readonly computerId: ComputerId;
  readonly computerName: string;
  readonly softwareId: SoftwareId;
  readonly name: string;
  readonly version: string;
  readonly publisher: string;
  readonly architecture: string;
  readonly source: string;
  readonly sizeBytes: number | null;
  /** As the machine says. */
  readonly installedAt: number | null;
  /** When an inventory first brought it. */
  readonly since: number;
}

/** One thing that became another between two inventories. */
export interface ChangeRow {
  readonly id: number;
  readonly computerId: ComputerId;
  readonly computerName: string;
  readonly at: number;
  readonly section: SectionName | 'computer';
  readonly kind: 'added' | 'removed' | 'changed';
  /** What it is, for a person: a package and its version, an interface, a field. */
  readonly what: string;
  /** JSON values, null where there is none. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Two computers that may be one, or one that may be two. */
export interface DuplicateRow {
  readonly id: number;
  readonly computers: readonly [ComputerRow, ComputerRow];
  /** `same-machine`: one machine under two clients. `same-id`: two machines under one device id. */
  readonly kind: 'same-machine' | 'same-id';
  /** What they share, for a person. */
  readonly shared: string;
  readonly foundAt: number;
  /** `confirmed`: one of them was archived, as the other is what the machine is now. `split`: an admin said that they are two. */
  readonly state: 'open' | 'confirmed' | 'split';
}

export interface SettledDuplicate {
  readonly duplicate: DuplicateRow;
  /** Of whom nobody will hear again: its machine reports under another id, and it reports no other machine. */
  readonly formerClient: ClientId | undefined;
}

/**
 * One condition on a column. It holds or it does not: null equals null alone, is unequal to all else, and is neither
 * less nor greater than anything. Letters a to z of either case are the same, but in ids and addresses.
 */
export interface Condition {
  readonly column: string;
  readonly operator:
    | 'eq'
    | 'ne'
    | 'lt'
    | 'le'
    | 'gt'
    | 'ge'
    | 'contains'
    | 'starts-with'
    | 'ends-with'
    | 'in';
  readonly value: string | number | boolean | null | readonly (string | number)[];
}

/** Conditions as a tree, for `$filter`. */
export type Filter =
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter };

export interface Order {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

/** A page of a list. Columns are those of the row; the port refuses others with COLUMN_UNKNOWN. */
export interface PageQuery {
  readonly filter?: Filter | undefined;
  /** Every word must begin a word of the row (full-text); in any order, any case, without accents. */
  readonly search?: string | undefined;
  /** The id is always the last one, so that there is but one order. */
  readonly order?: readonly Order[] | undefined;
  readonly limit: number;
  /** Opaque: `next` of the page before. @throws CURSOR_INVALID */
  readonly after?: string | undefined;
  /** Rows to pass over, for OData alone. */
  readonly skip?: number | undefined;
  /** Whether `total` is wanted, which costs more. */
  readonly count?: 'total' | undefined;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Absent on the last page. */
  readonly next?: string | undefined;
  readonly total?: number | undefined;
}

export interface ComputerQuery extends PageQuery {
  /** Those that have this software. */
  readonly softwareId?: SoftwareId | undefined;
  /** `present` when left out. */
  readonly archived?: 'present' | 'archived' | 'all' | undefined;
}

export interface InstallationQuery extends PageQuery {
  readonly computerId?: ComputerId | undefined;
  readonly softwareId?: SoftwareId | undefined;
}

export interface ChangeQuery extends PageQuery {
  readonly computerId?: ComputerId | undefined;
}

/** One computer with all that is known of it. */
export interface ComputerDetails extends ComputerRow {
  readonly inventory: ComputerInventory;
  readonly collectors: readonly CollectorReport[];
}

/** What a tenant knows of its computers: what the platform's API reads. Lists are by keyset; cost grows with the page. */
export interface ComputersPort {
  list(query: ComputerQuery): Promise<Page<ComputerRow>>;
  find(id: ComputerId): Promise<ComputerDetails | undefined>;
  /** The computers that a client reports: one, or several when machines share its id. */
  ofClient(clientId: ClientId): Promise<ComputerRow[]>;
  /** How many there are by operating system, archived ones left out. Costs the same for any fleet. */
  countByOs(): Promise<readonly { readonly osFamily: string; readonly count: number }[]>;
  software(query: PageQuery): Promise<Page<SoftwareRow>>;
  findSoftware(id: SoftwareId): Promise<SoftwareRow | undefined>;
  /** @throws QUERY_TOO_WIDE unless it names a computer or software, or is ordered by nothing */
  installations(query: InstallationQuery): Promise<Page<InstallationRow>>;
  changes(query: ChangeQuery): Promise<Page<ChangeRow>>;
  duplicates(query: {
    readonly state?: DuplicateRow['state'] | undefined;
    readonly limit: number;
    readonly after?: number | undefined;
  }): Promise<DuplicateRow[]>;
  /**
   * `confirmed` archives the one of the two whose client was heard of longer ago; `split` keeps both, brings back what
   * was archived when they were confirmed, and asks no more. Undefined when there is none.
   */
  settleDuplicate(
    id: number,
    state: 'confirmed' | 'split',
    now: number,
  ): Promise<SettledDuplicate | undefined>;
  /** A soft delete: the next inventory of its client brings it back. Undefined when there is none. */
  archive(id: ComputerId, now: number): Promise<ComputerRow | undefined>;
  /** Brings it back. Two that were confirmed to be one are asked for again when both are there. Undefined when there is none. */
  restore(id: ComputerId): Promise<ComputerRow | undefined>;
}
