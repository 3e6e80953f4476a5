import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Address, Scheme, SiteProxy } from '@causeway/contract';

/** One name on one port, with all that is needed to serve it. */
export interface BoundListener {
  readonly scheme: Scheme;
  readonly hostname: string;
  readonly port: number;
  readonly serves: 'everything' | 'rescue';
  /** With `https`, and only then. */
  readonly certificate?: BoundCertificate;
  /**
   * Present when clients dial hostname and port at a proxy: nothing is opened at the port. Plain HTTP is, at the port
   * of the proxy, once for all names; what the proxy says there chooses the listener.
   */
  readonly proxy?: SiteProxy;
}

export interface BoundCertificate {
  /** Leaf first. */
  readonly chainPem: string;
  /** Not looked at behind a proxy. */
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
  /** `none` over HTTP; `past-proxy`, which no listener has, when it came past the proxy that it should come through. */
  readonly trust: string;
  /** Null over HTTP, and behind a proxy: what that showed is not seen from here. */
  readonly certificateSha256: string | null;
  /** Behind a proxy that of the client, as the proxy says it. */
  readonly remoteAddress: string;
  readonly serves: 'everything' | 'rescue';
  /** Aborts when the listener goes or is replaced: whoever makes a client wait answers then. */
  readonly leaving: AbortSignal;
}

export type ArrivalHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  arrival: Arrival,
) => void | Promise<void>;
