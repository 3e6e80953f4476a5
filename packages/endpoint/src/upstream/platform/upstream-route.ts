import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClientId, EndpointServerId } from '@causeway/contract';
import type { EndpointServerState } from '@causeway/contract/upstream-messages';
import type { EndpointStore, ForwardedEntry } from '../../endpoint-store.ts';
import type { Enrollment } from '../../enrollment/enrollment.ts';
import type { Arrival, DoorContext } from '../../routes/context.ts';
import type { EndpointServerRegistry } from '../endpoint-server-registry.ts';
import type { BatchPlaces } from './batch-places.ts';
import type { HeldSyncs } from './held-syncs.ts';

/** What the routes for endpoint servers share beside what all routes do. */
export interface UpstreamContext {
  readonly registry: EndpointServerRegistry;
  readonly store: EndpointStore;
  readonly enrollment: Enrollment;
  readonly now: () => number;
  readonly held: HeldSyncs;
  readonly places: BatchPlaces;
  /** Told of the entries of a batch when they are stored. */
  readonly onAccepted: (entries: readonly ForwardedEntry[]) => void;
}

/** A request of an endpoint server, authenticated and whole. */
export interface UpstreamRequest {
  readonly content: Buffer;
  readonly clientId: ClientId;
  /** The same id: it is known to its platform by the one that it has as a client. */
  readonly serverId: EndpointServerId;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly arrival: Arrival;
  readonly door: DoorContext;
}

export interface UpstreamRoute {
  /** Of these states the sender must be, as the platform knows it. */
  readonly states: 'any' | readonly EndpointServerState[];
  /** Of the content on the wire. */
  readonly maxBytes: number;
  /** Taken before the content is read, when its size makes that necessary. */
  readonly enter?: (id: string, context: UpstreamContext) => Disposable;
  /** The answer's content. */
  readonly answer: (asked: UpstreamRequest, context: UpstreamContext) => Promise<object>;
}

/** What is no batch: the largest is a site with its certificate. */
export const MAX_UPSTREAM_BYTES = 512 * 1024;
