import type { KeyObject } from 'node:crypto';
import type { Address } from '@causeway/contract';
import type { ClientState } from './client-state.ts';
import type { CollectedInventory, SentInventoryStore } from './sent-inventory.ts';

export interface TransportRequest {
  readonly address: Address;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** What may be trusted behind an HTTPS address; nothing else is. PEM. */
  readonly anchorsPem: readonly string[];
  /** Whether the public roots that come with the client are trusted too. */
  readonly systemStore: boolean;
  /** ALPN id (RFC 7301) to ask for instead of that of HTTP/1.1, which is what is spoken all the same. */
  readonly alpn?: string;
  /** An answer beyond this is a failure. */
  readonly maxBytes: number;
  /** For all of it, beside the time that a large body takes; the transport's own limit when left out. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface TransportAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** One request on a connection of its own. @throws TransportFailure when there is no answer */
export interface Transport {
  send(request: TransportRequest): Promise<TransportAnswer>;
}

/** Where the state is kept. A write is durable and whole when it resolves, or has not happened. */
export interface StateStore {
  load(): Promise<ClientState | undefined>;
  save(state: ClientState): Promise<void>;
}

/** All that the core needs of the world. */
export interface ClientPorts {
  readonly transport: Transport;
  readonly store: StateStore;
  /** Milliseconds since 1970, by this computer's own clock. */
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly nonce: () => string;
  readonly makeKey: () => KeyObject;
  /** Whoever has none to give leaves it out. */
  readonly collectInventory?: (signal?: AbortSignal) => Promise<CollectedInventory>;
  /** Of the inventory that was acknowledged last; every one is sent whole when left out. */
  readonly sentInventory?: SentInventoryStore;
  /** For diagnostics: what it runs on. */
  readonly describePlatform?: () => Readonly<Record<string, string | number>>;
  readonly version: string;
}

/** Why there was no answer. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';
  readonly code: string;
  /** SHA-256 of the certificate that was seen, lower-case hex. */
  readonly certificateSha256: string | undefined;

  constructor(code: string, message: string, certificateSha256?: string, cause?: unknown) {
    super(printable(message), { cause });
    this.code = code;
    this.certificateSha256 = certificateSha256;
  }
}

/** Enough for any reason; with twenty of them a poll stays far below what an endpoint server takes. */
const LONGEST_MESSAGE = 300;

/** Whoever is at the other end may have written it: no escape sequence reaches a terminal, no flood a report. */
function printable(message: string): string {
  return message.replace(/[^\x20-\x7e]+/g, ' ').slice(0, LONGEST_MESSAGE);
}
