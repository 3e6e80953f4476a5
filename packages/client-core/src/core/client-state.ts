import { type ConfigFile, type PublicSigningKey, parseConfig } from '@causeway/config-file';
import type { Address } from '@causeway/contract';
import type { CollectorReport } from '@causeway/contract/inventory';
import type { EndedAction } from './actions.ts';
import type { ComingKey } from './client-keys.ts';
import type { Pace } from './pace.ts';
import type { Rehearsed } from './rehearsed.ts';
import { isHttps, type Road } from './road.ts';
import type { InventorySummary } from './sent-inventory.ts';

/** What a client knows of one address. Times are milliseconds since 1970 by its own clock. */
export interface WayState {
  /** When it last came through here; null for never. */
  readonly provenAt: number | null;
  /** What went wrong since; null when nothing did. */
  readonly failure: WayFailure | null;
  /** What was trusted when it last came through; PEM. */
  readonly anchorsPem: readonly string[];
  readonly systemStore: boolean;
}

export interface WayFailure {
  readonly code: string;
  readonly at: number;
  readonly message: string;
  readonly certificateSha256?: string | undefined;
  /** Whether an endpoint server was told. */
  readonly isReported: boolean;
}

/** An inventory that could not be delivered. */
export interface InventoryTrouble {
  readonly code: string;
  readonly message: string;
  readonly at: number;
  /** Uploads that failed in a row. */
  readonly failed: number;
  /** How long to leave it alone. */
  readonly restMs: number;
}

/** Everything a client keeps. Plain JSON. */
export interface ClientState {
  readonly format: 1;
  readonly name: string;
  /** Its own. PKCS#8, PEM. */
  readonly privateKeyPem: string;
  /** Those that were its own before, the newest first; see `withOwnKey`. */
  readonly otherKeysPem: readonly string[];
  readonly comingKey: ComingKey | null;
  readonly clientId: string | null;
  readonly tenant: string | null;
  /** Keys whose config.ini it accepts. */
  readonly keys: readonly PublicSigningKey[];
  /** Highest revision accepted, or named by the enrollment. */
  readonly revision: number;
  readonly enrolledAt: Address;
  /** Given at the enrollment, for that address. */
  readonly anchorPem: string;
  /** The file in use. */
  readonly current: string | null;
  /** Accepted, and not yet proven. */
  readonly candidate: string | null;
  /** The file in use before. */
  readonly lastGood: string | null;
  readonly etag: string | null;
  readonly ways: Readonly<Record<string, WayState>>;
  /** Of the certificates that the file in use says come. */
  readonly rehearsals: readonly Rehearsed[];
  /** Added to its own clock to agree with the endpoint server. */
  readonly clockOffsetSeconds: number;
  /** Id of its own endpoint server, once a file has named it: the first to be tried. See `withOwnServer`. */
  readonly ownServer: string | null;
  /** Id of the one endpoint server that it uses; null for any that a file names. */
  readonly onlyServer: string | null;
  /** When the file in use was taken up: what other endpoint servers showed before is to be shown again. */
  readonly adoptedAt: number | null;
  /** Ids of the endpoint servers at which HTTPS was proven, at whatever address it was. */
  readonly httpsServers: readonly string[];
  /** Whose frequencies of config.ini it takes; null for those of the tenant. */
  readonly group: string | null;
  /** When an inventory was last delivered. */
  readonly inventoryAt: number | null;
  readonly nextInventoryAt: number | null;
  readonly lastInventory: InventorySummary | null;
  /** Of the last time that the inventory was collected. */
  readonly collectors: readonly CollectorReport[];
  /** Why the inventory is still to be sent; null when nothing went wrong. */
  readonly inventoryTrouble: InventoryTrouble | null;
  /** Actions that came to an end, the newest last. */
  readonly actions: readonly EndedAction[];
  /** Id of the action that asked it to stop, by an endpoint server that had proven who it is. */
  readonly retiring: string | null;
  /** When it stopped for good. */
  readonly retiredAt: number | null;
  readonly polledAt: number | null;
  readonly nextPollAt: number | null;
  /** Null before the first config.ini. */
  readonly pace: Pace | null;
  /** Rounds in a row that got nowhere. */
  readonly failedRounds: number;
  /** What happened lately, the newest last. */
  readonly news: readonly NewsLine[];
}

export interface NewsLine {
  readonly at: number;
  readonly text: string;
}

/** As long as nothing is known of it; also for a state that was written before the field was known. */
export const NOTHING_YET = {
  ...{ clientId: null, tenant: null, keys: [], revision: 0, otherKeysPem: [], comingKey: null },
  ...{ current: null, candidate: null, lastGood: null, etag: null },
  ...{ ways: {}, rehearsals: [], httpsServers: [], clockOffsetSeconds: 0 },
  ...{ ownServer: null, onlyServer: null, adoptedAt: null, group: null },
  ...{
    inventoryAt: null,
    nextInventoryAt: null,
    lastInventory: null,
    collectors: [],
    inventoryTrouble: null,
  },
  ...{ actions: [], retiring: null, retiredAt: null },
  ...{ polledAt: null, nextPollAt: null, pace: null, failedRounds: 0, news: [] },
} satisfies Partial<ClientState>;

/** A state that has a key and nothing else yet. */
export function newState(
  name: string,
  privateKeyPem: string,
  enrolledAt: Address,
  anchorPem: string,
): ClientState {
  return { ...NOTHING_YET, format: 1, name, privateKeyPem, enrolledAt, anchorPem };
}

/** Files that a round looks at: current, candidate, the last good one, and those of the round before. */
const MOST_PARSED = 8;
const parsed = new Map<string, ConfigFile>();

/** A file that was verified when it was accepted. Parsed once for as long as it is looked at. */
export function readConfig(file: string | null): ConfigFile | undefined {
  if (file === null) return undefined;
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const { config } = parseConfig(file);
  const oldest = parsed.keys().next();
  if (parsed.size >= MOST_PARSED && !oldest.done) parsed.delete(oldest.value);
  parsed.set(file, config);
  return config;
}

const NOTHING_KNOWN: WayState = { provenAt: null, failure: null, anchorsPem: [], systemStore: false };

export function wayOf({ ways }: ClientState, address: Address): WayState {
  return ways[address] ?? NOTHING_KNOWN;
}

/** Addresses that are remembered for the day when nothing else answers; those that were proven longest ago go first. */
const MOST_WAYS = 100;

export function withProof(state: ClientState, road: Road, at: number): ClientState {
  const { address, anchorsPem, systemStore } = road;
  const way: WayState = { provenAt: at, failure: null, anchorsPem, systemStore };
  const ways = Object.entries({ ...state.ways, [address]: way });
  const kept = ways.sort(([, a], [, b]) => (b.provenAt ?? 0) - (a.provenAt ?? 0)).slice(0, MOST_WAYS);
  return { ...state, ways: Object.fromEntries(kept), httpsServers: httpsServersWith(state, road) };
}

/** These anchors, accepted in a rehearsal, are remembered there beside those that it came by. */
export function withTrust(state: ClientState, { address, anchorsPem }: Road): ClientState {
  const way = wayOf(state, address);
  return withWay(state, address, { ...way, anchorsPem: [...new Set([...way.anchorsPem, ...anchorsPem])] });
}

function httpsServersWith({ httpsServers }: ClientState, { address, server }: Road): readonly string[] {
  const isNews = isHttps(address) && server !== null && !httpsServers.includes(server);
  return isNews ? [...httpsServers, server] : httpsServers;
}

export function withFailure(
  state: ClientState,
  address: Address,
  failure: Omit<WayFailure, 'isReported'>,
): ClientState {
  return withWay(state, address, {
    ...wayOf(state, address),
    failure: { ...failure, isReported: false },
  });
}

/** Failures that an endpoint server was told. */
export function withReported(state: ClientState, addresses: readonly Address[]): ClientState {
  return addresses.reduce((after, address) => {
    const way = wayOf(after, address);
    if (way.failure === null) return after;
    return withWay(after, address, { ...way, failure: { ...way.failure, isReported: true } });
  }, state);
}

function withWay(state: ClientState, address: Address, way: WayState): ClientState {
  return { ...state, ways: { ...state.ways, [address]: way } };
}
