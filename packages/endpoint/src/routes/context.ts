import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Address } from '@causeway/contract';
import type { Trust } from '@causeway/reachability';
import type { Diagnostics, Inventory } from '../endpoint-store.ts';
import type { Enroll } from '../enrollment/enrollment-request.ts';
import type { ForeignDesk } from '../foreign/foreign-desk.ts';
import type { ForeignDoor } from '../foreign/foreign-door.ts';
import type { ServedFiles } from '../publishing/served-config.ts';
import type { AddressLimit } from '../requests/address-limit.ts';
import type { Guards } from '../requests/authenticate.ts';
import type { EvidenceBuffer } from '../requests/evidence-buffer.ts';
import type { PlainAnswer } from '../requests/plain-answer.ts';
import type { Workload } from '../requests/workload.ts';

/** Where a request came in: what evidence is made of. */
export interface Arrival {
  readonly address: Address;
  /** SHA-256 of the anchor behind the certificate that was shown, `none` over HTTP. */
  readonly trust: Trust;
  readonly remoteAddress: string;
  /** `rehearsal`: the coming certificate was shown, and only a proof is taken. */
  readonly serves: 'everything' | 'rescue' | 'rehearsal';
  /** Aborts when the listener goes: what is held is answered then. */
  readonly leaving?: AbortSignal | undefined;
}

/** What the routes of one door share. */
export interface DoorContext extends Guards {
  readonly files: ServedFiles;
  /** Durable when it resolves. */
  readonly putInventory: (inventory: Inventory) => Promise<void>;
  readonly putDiagnostics: (diagnostics: Diagnostics) => Promise<void>;
  readonly enroll: Enroll;
  /** Undefined while foreign agents are not taken in. */
  readonly foreign: () => ForeignDoor | undefined;
  readonly foreignDesk: ForeignDesk;
  readonly evidence: EvidenceBuffer;
  /** Of enrollments. */
  readonly refusals: AddressLimit;
  readonly workload: Workload;
}

export type Route = (
  request: IncomingMessage,
  response: ServerResponse,
  arrival: Arrival,
  context: DoorContext,
) => Promise<void>;

/** By path. */
export type Routes = Readonly<Record<string, Served>>;

export interface Served {
  readonly methods: readonly string[];
  readonly route: Route;
  /** What it says in its own words when there is too much to do. */
  readonly whenOverloaded?: (request: IncomingMessage, now: number) => PlainAnswer;
}
