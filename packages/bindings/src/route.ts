import { createSecureContext, type SecureContext } from 'node:tls';
import { type Address, formatAddress } from '@causeway/contract';
import type { ArrivalHandler, BoundListener } from './bound-listener.ts';
import { bindingErrors } from './errors.ts';
import { tlsProfile } from './tls-profile.ts';

/** One listener as a port serves it. */
export class Route {
  readonly owner: string;
  readonly listener: BoundListener;
  readonly handler: ArrivalHandler;
  readonly address: Address;
  readonly context: SecureContext | undefined;
  /** Replaced or removed: connections that still use it are asked to close. */
  isRetired = false;
  #atWork = 0;
  #idle: (() => void) | undefined;

  /** @throws LISTENER_CERTIFICATE_UNUSABLE */
  constructor(owner: string, listener: BoundListener, handler: ArrivalHandler) {
    this.owner = owner;
    this.listener = listener;
    this.handler = handler;
    this.address = formatAddress(listener);
    this.context = contextOf(listener);
  }

  begin(): void {
    this.#atWork++;
  }

  end(): void {
    this.#atWork--;
    if (this.#atWork === 0) this.#idle?.();
  }

  /** Resolves when no request is at work here. */
  async idle(): Promise<void> {
    if (this.#atWork > 0) await new Promise<void>((resolve) => (this.#idle = resolve));
  }
}

function contextOf({ scheme, hostname, certificate }: BoundListener): SecureContext | undefined {
  if (scheme === 'http') return undefined;
  const { ALPNProtocols: _alpn, ...profile } = tlsProfile;
  try {
    if (certificate === undefined) throw new TypeError('no certificate was given');
    return createSecureContext({ ...profile, cert: certificate.chainPem, key: certificate.keyPem });
  } catch (cause) {
    const seen = `${hostname}: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw bindingErrors.error('LISTENER_CERTIFICATE_UNUSABLE', { seen, cause });
  }
}
