import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Address, Scheme } from '@causeway/contract';

/** One name on one port, with all that is needed to serve it. */
export interface BoundListener {
  readonly scheme: Scheme;
  readonly hostname: string;
  readonly port: number;
  readonly serves: 'everything' | 'rescue';
  /** With `https`, and only then. */
  readonly certificate?: BoundCertificate;
}

export interface BoundCertificate {
  /** Leaf first. */
  readonly chainPem: string;
  readonly keyPem: string;
  /** SHA-256 of the leaf's DER, lower-case hex. */
  readonly sha256: string;
  /** SHA-256 of the trust anchor's DER. */
  readonly trust: string;
}

/** Where a request came in. Over TLS it is about the certificate of the handshake, also after a swap. */
export interface Arrival {
  readonly owner: string;
  readonly address: Address;
  /** `none` over HTTP. */
  readonly trust: string;
  readonly certificateSha256: string | null;
  readonly remoteAddress: string;
  readonly serves: 'everything' | 'rescue';
}

export type ArrivalHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  arrival: Arrival,
) => void | Promise<void>;
