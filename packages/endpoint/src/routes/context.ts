import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Address, TenantId } from '@causeway/contract';
import type { Trust } from '@causeway/reachability';
import type { EndpointStore } from '../endpoint-store.ts';
import type { Publisher } from '../publishing/publisher.ts';
import type { Guards } from '../requests/authenticate.ts';
import type { EnrollmentLimit } from '../requests/enrollment-limit.ts';
import type { EvidenceBuffer } from '../requests/evidence-buffer.ts';

/** Where a request came in: what evidence is made of. */
export interface Arrival {
  readonly address: Address;
  /** SHA-256 of the anchor behind the certificate that was shown, `none` over HTTP. */
  readonly trust: Trust;
  readonly remoteAddress: string;
  /** `rehearsal`: the coming certificate was shown, and only a proof is taken. */
  readonly serves: 'everything' | 'rescue' | 'rehearsal';
}

/** What the routes of one endpoint server share. */
export interface EndpointContext extends Guards {
  readonly tenantId: TenantId;
  readonly store: EndpointStore;
  readonly publisher: Publisher;
  readonly evidence: EvidenceBuffer;
  readonly limit: EnrollmentLimit;
}

export type Route = (
  request: IncomingMessage,
  response: ServerResponse,
  arrival: Arrival,
  context: EndpointContext,
) => Promise<void>;
