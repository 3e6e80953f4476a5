import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import { type Address, formatAddress } from '@causeway/contract';
import type { ArrivalHandler, BoundListener } from './bound-listener.ts';
import { bindingErrors } from './errors.ts';
import { NamedProxies } from './proxied/named-proxies.ts';
import { tlsProfile } from './tls-profile.ts';

/** One listener as a port serves it. */
export class Route {
  readonly owner: string;
  readonly listener: BoundListener;
  readonly handler: ArrivalHandler;
  readonly address: Address;
  readonly context: SecureContext | undefined;
  /** Undefined when clients dial it themselves. */
  readonly proxies: NamedProxies | undefined;
  readonly #leaving = new AbortController();
  readonly #atWork = new Set<ServerResponse>();
  #idle: (() => void) | undefined;

  /** @throws LISTENER_CERTIFICATE_UNUSABLE, PROXY_ADDRESS_INVALID */
  constructor(owner: string, listener: BoundListener, handler: ArrivalHandler) {
    this.owner = owner;
    this.listener = listener;
    this.handler = handler;
    this.address = formatAddress(listener);
    this.context = contextOf(listener);
    this.proxies = listener.proxy && new NamedProxies(listener.proxy.from);
  }

  /** Aborts when it is replaced or removed. */
  get leaving(): AbortSignal {
    return this.#leaving.signal;
  }

  begin(response: ServerResponse): void {
    this.#atWork.add(response);
    if (this.leaving.aborted) askToClose(response);
  }

  end(response: ServerResponse): void {
    this.#atWork.delete(response);
    if (this.#atWork.size === 0) this.#idle?.();
  }

  /** Replaced or removed: connections that still use it are asked to close, those under way with their answer. */
  retire(): void {
    for (const response of this.#atWork) askToClose(response);
    this.#leaving.abort();
  }

  /** Connections with a request that is being answered. */
  connectionsAtWork(): Set<Socket> {
    return new Set([...this.#atWork].map(({ req }) => req.socket));
  }

  /** Resolves when no request is at work here. */
  async idle(): Promise<void> {
    if (this.#atWork.size > 0) await new Promise<void>((resolve) => (this.#idle = resolve));
  }
}

/** Answers with `Connection: close`, unless the answer has begun; then the next one does. */
function askToClose(response: ServerResponse): void {
  response.shouldKeepAlive = false;
}

function contextOf({ scheme, hostname, certificate, proxy }: BoundListener): SecureContext | undefined {
  if (scheme === 'http') return undefined;
  if (proxy !== undefined) {
    // Evidence behind a proxy is of the anchor of its certificate, which has to be known.
    if (certificate === undefined)
      throw bindingErrors.error('LISTENER_CERTIFICATE_UNUSABLE', { seen: `${hostname}: no certificate` });
    return undefined;
  }
  const { ALPNProtocols: _alpn, ...profile } = tlsProfile;
  try {
    if (certificate === undefined) throw new TypeError('no certificate was given');
    return createSecureContext({ ...profile, cert: certificate.chainPem, key: certificate.keyPem });
  } catch (cause) {
    const seen = `${hostname}: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw bindingErrors.error('LISTENER_CERTIFICATE_UNUSABLE', { seen, cause });
  }
}
