/**
 * SHA-256 (lower-case hex) of the trust anchor behind an address, or `none` over plain HTTP. Of evidence it may be
 * several, joined by `+`: the chain that was shown leads to each of them, and the client trusts at least one.
 */
export type Trust = string;

/**
 * A way in: an address together with what a client must trust to use it. Two certificates under one anchor are the
 * same way; the same address under another anchor is another way. `rescue` serves the signed config.ini alone.
 */
export interface Way {
  readonly address: string;
  /** Id of the endpoint server that it leads to; absent where a tenant has but one. */
  readonly server?: string;
  /** Each of these is enough: several when the chain leads to several anchors (cross-signed, or re-issued). */
  readonly trusts: readonly Trust[];
  /**
   * Since when config.ini has named this address with one of these trusts without a break, milliseconds since 1970.
   * Evidence that is not newer proves nothing: clients forget what config.ini does not say any more. Absent: since ever.
   */
  readonly since?: number;
  readonly serves: 'everything' | 'rescue';
}

/** The server's own observation: an authenticated request of the client arrived here. Times are ms since 1970. */
export interface Evidence {
  readonly address: string;
  readonly trust: Trust;
  readonly at: number;
}

/** What the client said went wrong at an address. It explains, and it withdraws older evidence; it never proves. */
export interface Failure {
  readonly address: string;
  readonly code: string;
  readonly at: number;
  /** Met in a rehearsal: it is about this coming trust alone. Absent: about the address as it was, whatever the trust. */
  readonly trust?: Trust;
}

export interface Waiver {
  readonly reason: string;
  readonly by: string;
  readonly at: number;
}

/** All that the law looks at of one client. */
export interface Client {
  readonly id: string;
  readonly name: string;
  /** `endpoint-server`: a stand-alone one on its way to the platform, which comes as native clients do. */
  readonly kind: 'native' | 'foreign' | 'endpoint-server';
  /** How it calls itself, of a foreign one: its User-Agent. Explains what an admin does about it. */
  readonly agent?: string;
  /** Its group, whose active window is its own. */
  readonly group?: string;
  /** The one endpoint server that it can use, by id; absent: any of them. */
  readonly onlyServer?: string;
  readonly standing: 'enrolled' | 'retired';
  readonly waiver: Waiver | null;
  readonly lastSeenAt: number | null;
  /** Highest revision of config.ini that was handed to this client over an authenticated request; 0 for none. */
  readonly fetchedRevision: number;
  readonly evidence: readonly Evidence[];
  readonly failures: readonly Failure[];
}

/** A change seen through the law. */
export interface Change {
  readonly before: readonly Way[];
  readonly after: readonly Way[];
  /** The first revision of config.ini that carries every way in `after`; 0 when no published one does. */
  readonly revision: number;
}

export interface Policy {
  /** A client is active when it was seen within this many milliseconds; evidence counts for as long. */
  readonly activeWindowMs: number;
  /** Of groups that have a window of their own. */
  readonly activeWindowMsByGroup?: Readonly<Record<string, number>>;
}

export type Reason =
  | { readonly kind: 'never-fetched'; readonly revision: number; readonly fetchedRevision: number }
  | { readonly kind: 'not-proven'; readonly addresses: readonly string[] }
  | { readonly kind: 'not-rehearsed'; readonly addresses: readonly string[] }
  | { readonly kind: 'proof-too-old'; readonly address: string; readonly at: number }
  | { readonly kind: 'failed'; readonly address: string; readonly code: string; readonly at: number }
  | { readonly kind: 'sleeping'; readonly lastSeenAt: number | null }
  /** `isTrustAlone`: it comes at that address already, where another trust comes; that it cannot rehearse. */
  | {
      readonly kind: 'foreign';
      /** The likeliest for it first. */
      readonly addresses: readonly string[];
      readonly agent: string;
      readonly isTrustAlone?: true;
    };

/** A client that the change would strand, and why. */
export interface Blocker {
  readonly id: string;
  readonly name: string;
  readonly reason: Reason;
}

/** A client that the change leaves behind knowingly: it sleeps and the rescue path waits for it, or it is waived. */
export interface LeftBehind {
  readonly id: string;
  readonly name: string;
  readonly why: 'sleeping' | 'waived';
}

export interface Verdict {
  readonly kind: 'allowed' | 'refused';
  /** At most `NAMED_LIMIT` of them, in the order of the fleet; `counts` has all. */
  readonly blockers: readonly Blocker[];
  readonly leftBehind: readonly LeftBehind[];
  readonly counts: {
    readonly clients: number;
    readonly proven: number;
    readonly blocking: number;
    readonly sleeping: number;
    readonly waived: number;
    readonly retired: number;
    /** Number of blockers by `Reason['kind']`; kinds with none are absent. */
    readonly byReason: Readonly<Partial<Record<Reason['kind'], number>>>;
  };
}
