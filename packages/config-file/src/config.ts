import type { Address } from '@causeway/contract';

/** What a config.ini tells a client (DESIGN section 4). Times are milliseconds since 1970, whole seconds. */
export interface ConfigFile {
  readonly tenant: string;
  readonly revision: number;
  readonly issued: number;
  readonly expires: number;
  /** Seconds. */
  readonly pollingInterval: number;
  readonly inventoryInterval: number;
  /** How old a proof of an address, or a rehearsal, grows before a client shows it again; absent for a day. */
  readonly proofInterval?: number | undefined;
  readonly trustSystemStore: boolean;
  /** In the order in which a client tries them; at least one. */
  readonly endpointServers: readonly ConfiguredServer[];
  readonly anchors: readonly ConfiguredAnchor[];
  /** Absent when there is none. */
  readonly groups?: readonly ConfiguredGroup[] | undefined;
  /** Announced under its own signature beside the current key's. */
  readonly nextKey?: PublicSigningKey | undefined;
}

export interface ConfiguredServer {
  readonly id: string;
  readonly name: string;
  readonly hostname: string;
  /** In the order of preference; at least one. */
  readonly addresses: readonly Address[];
  /** Names of the anchors that its certificates may chain to. */
  readonly trust: readonly string[];
  /** Present while a certificate comes that these anchors do not cover. */
  readonly rehearsal?: ConfiguredRehearsal | undefined;
}

/** Where clients try the coming certificate beside the one that is served, and what alone they trust there. */
export interface ConfiguredRehearsal {
  /** Some of the server's own HTTPS addresses; at least one. */
  readonly addresses: readonly Address[];
  /** Names of anchors; at least one. */
  readonly trust: readonly string[];
}

export interface ConfiguredAnchor {
  /** Letters, digits and hyphens. */
  readonly name: string;
  /** DER, base64. */
  readonly certificate: string;
  /** SHA-256 of the DER, lower-case hex. */
  readonly sha256: string;
}

/** Clients with frequencies of their own; what is absent is as the file says it for all. */
export interface ConfiguredGroup {
  /** As `GROUP_NAME` says. */
  readonly name: string;
  /** Seconds. */
  readonly pollingInterval?: number | undefined;
  readonly inventoryInterval?: number | undefined;
  readonly proofInterval?: number | undefined;
}

/** The public half of a signing key as it is known to clients. */
export interface PublicSigningKey {
  readonly id: string;
  /** Raw Ed25519 public key, 32 bytes, base64. */
  readonly publicKey: string;
}

/** Lower-case letters, digits and hyphens, at most 63 of them: readers differ in whether they look at case. */
export const GROUP_NAME = /^[a-z0-9-]{1,63}$/;
/** The one format there is. */
export const FORMAT = 1;
/** 64 KiB: some three hundred endpoint servers, and nothing that hurts to hold in memory. */
export const MAX_CONFIG_BYTES = 65_536;
/** A revision a minute for two months, or an hour for eleven years: further ahead is a mistake or an attack. */
export const MAX_REVISION_JUMP = 100_000;
/** A week: no fleet polls less often. */
export const MAX_POLLING_SECONDS = 604_800;
export const MAX_INVENTORY_SECONDS = 31_622_400;
/** A day, which is also what a file without it means: daily evidence is cheap, and news of a way that broke. */
export const MAX_PROOF_SECONDS = 86_400;
