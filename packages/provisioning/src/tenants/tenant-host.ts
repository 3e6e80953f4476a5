import type { Bindings, BoundListener } from '@causeway/bindings';
import { addressOf, type Listener, type TenantId } from '@causeway/contract';
import {
  type Endpoint,
  type EndpointStore,
  Rehearsals,
  type RehearsedListener,
  Turns,
} from '@causeway/endpoint';
import { trustOfEvidence } from '@causeway/reachability';
import { provisioningErrors } from '../errors.ts';
import { type CertificateIndex, trustsOf } from './ways.ts';

/** One tenant as it runs in this process: its database, its default endpoint server and its share of the ports. */
export class TenantHost implements AsyncDisposable {
  readonly id: TenantId;
  readonly store: EndpointStore & AsyncDisposable;
  readonly endpoint: Endpoint;
  readonly #bindings: Bindings;
  readonly #rehearsals: Rehearsals;
  #isStopped = false;
  /** What is served and what is on record change together, in one turn. */
  readonly turns = new Turns();
  /** Why the tenant is not served as it should be; null when it is. */
  trouble: string | null = 'not served yet';

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
    this.#rehearsals = new Rehearsals(id, { bindings: parts.bindings, handle: parts.endpoint.handle });
  }

  /**
   * Makes the sockets serve exactly these listeners, with what they rehearse. @throws whatever stops one of them: what
   * was served is served on then. Where the listeners were applied and a rehearsal failed, they are served without it,
   * and `trouble` says so. TENANT_NOT_SERVED once it is disposed
   */
  async serve(
    listeners: readonly Listener[],
    certificates: CertificateIndex,
    signal?: AbortSignal,
  ): Promise<void> {
    if (this.#isStopped) throw notServed(this.id);
    const bound = listeners.map((listener) => toBound(listener, certificates));
    let isApplied = false;
    try {
      await this.#bindings.apply(this.id, bound, this.endpoint.handle, signal);
      isApplied = true;
      this.#rehearsals.apply(listeners.map((listener) => toRehearsed(listener, certificates)));
      this.trouble = null;
    } catch (error) {
      const isServedAsBefore = !isApplied && this.#bindings.listenersOf(this.id).length > 0;
      if (!isServedAsBefore) this.trouble = error instanceof Error ? error.message : String(error);
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopped = true;
    // In reverse, and each of them whether or not the one before worked.
    await using parts = new AsyncDisposableStack();
    parts.use(this.store);
    parts.use(this.endpoint);
    parts.use(this.#rehearsals);
    parts.defer(() => this.#bindings.apply(this.id, [], this.endpoint.handle));
  }
}

export function notServed(id: TenantId): Error {
  return provisioningErrors.error('TENANT_NOT_SERVED', { seen: `tenant ${id}` });
}

function toBound(listener: Listener, certificates: CertificateIndex): BoundListener {
  const { scheme, hostname, port, serves, certificateId, proxy } = listener;
  const place = { scheme, hostname, port, serves, ...(proxy && { proxy }) };
  const certificate = certificateId === null ? undefined : certificates.get(certificateId);
  if (scheme === 'http' || certificate === undefined) return place;
  const { chainPem, keyPem, sha256 } = certificate;
  const trust = trustOfEvidence(trustsOf(listener, certificates));
  return { ...place, certificate: { chainPem, keyPem, sha256, trust } };
}

/** A client that rehearses trusts the anchor of the coming certificate and no other. */
function toRehearsed(listener: Listener, certificates: CertificateIndex): RehearsedListener {
  const { hostname, port, coming, proxy } = listener;
  const certificate = coming && certificates.get(coming.certificateId);
  if (certificate === undefined) return { hostname, port };
  const { chainPem, keyPem, sha256, anchorSha256: trust } = certificate;
  return { hostname, port, coming: { chainPem, keyPem, sha256, trust }, proxy };
}

/** The addresses at which clients find everything, in the order given. */
export function addressesOf(listeners: readonly Listener[]) {
  return listeners.filter(({ serves }) => serves === 'everything').map(addressOf);
}
