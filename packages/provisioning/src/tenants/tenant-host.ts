import type { Bindings, BoundListener } from '@causeway/bindings';
import { addressOf, type Listener, type TenantId } from '@causeway/contract';
import type { Endpoint, EndpointStore } from '@causeway/endpoint';
import type { CertificateIndex } from './ways.ts';

/** One tenant as it runs in this process: its database, its default endpoint server and its share of the ports. */
export class TenantHost implements AsyncDisposable {
  readonly id: TenantId;
  readonly store: EndpointStore & AsyncDisposable;
  readonly endpoint: Endpoint;
  readonly #bindings: Bindings;
  /** Why the tenant is not served as it should be; null when it is. */
  trouble: string | null = null;

  constructor(
    id: TenantId,
    parts: {
      readonly store: EndpointStore & AsyncDisposable;
      readonly endpoint: Endpoint;
      readonly bindings: Bindings;
    },
  ) {
    this.id = id;
    this.store = parts.store;
    this.endpoint = parts.endpoint;
    this.#bindings = parts.bindings;
  }

  /** Makes the sockets serve exactly these listeners. @throws whatever stops one of them; then nothing changed. */
  async serve(
    listeners: readonly Listener[],
    certificates: CertificateIndex,
    signal?: AbortSignal,
  ): Promise<void> {
    const bound = listeners.map((listener) => toBound(listener, certificates));
    try {
      await this.#bindings.apply(this.id, bound, this.endpoint.handle, signal);
      this.trouble = null;
    } catch (error) {
      const isServed = this.#bindings.listenersOf(this.id).length > 0;
      if (!isServed) this.trouble = error instanceof Error ? error.message : String(error);
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // In reverse, and each of them whether or not the one before worked.
    await using parts = new AsyncDisposableStack();
    parts.use(this.store);
    parts.use(this.endpoint);
    parts.defer(() => this.#bindings.apply(this.id, [], this.endpoint.handle));
  }
}

function toBound(listener: Listener, certificates: CertificateIndex): BoundListener {
  const { scheme, hostname, port, serves, certificateId } = listener;
  const certificate = certificateId === null ? undefined : certificates.get(certificateId);
  if (scheme === 'http' || certificate === undefined) return { scheme, hostname, port, serves };
  const { chainPem, keyPem, sha256, anchorSha256 } = certificate;
  return { scheme, hostname, port, serves, certificate: { chainPem, keyPem, sha256, trust: anchorSha256 } };
}

/** The addresses at which clients find everything, in the order given. */
export function addressesOf(listeners: readonly Listener[]) {
  return listeners.filter(({ serves }) => serves === 'everything').map(addressOf);
}
