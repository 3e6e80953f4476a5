import type { Bindings, Special } from '@causeway/bindings';
import type { Listener, TenantId } from '@causeway/contract';
import { REHEARSAL_ALPN } from '@causeway/contract/client-messages';
import type { Endpoint } from '@causeway/endpoint';
import type { CertificateIndex } from './ways.ts';

interface Rehearsal {
  readonly certificateSha256: string;
  readonly special: Disposable;
}

/** The coming certificates of one tenant, shown to the clients that ask for them at the same host and port. */
export class Rehearsals implements Disposable {
  readonly #owner: TenantId;
  readonly #bindings: Bindings;
  readonly #endpoint: Endpoint;
  /** By host and port. */
  readonly #shown = new Map<string, Rehearsal>();

  constructor(owner: TenantId, parts: { readonly bindings: Bindings; readonly endpoint: Endpoint }) {
    this.#owner = owner;
    this.#bindings = parts.bindings;
    this.#endpoint = parts.endpoint;
  }

  /** Shows exactly what these listeners say comes. @throws what `addSpecial` throws */
  apply(listeners: readonly Listener[], certificates: CertificateIndex): void {
    const wanted = new Map(listeners.flatMap((listener) => this.#specialOf(listener, certificates)));
    for (const [place, { certificateSha256, special }] of this.#shown) {
      if (wanted.get(place)?.certificate.sha256 === certificateSha256) continue;
      special[Symbol.dispose]();
      this.#shown.delete(place);
    }
    for (const [place, special] of wanted) {
      if (this.#shown.has(place)) continue;
      const certificateSha256 = special.certificate.sha256;
      this.#shown.set(place, { certificateSha256, special: this.#bindings.addSpecial(special) });
    }
  }

  [Symbol.dispose](): void {
    for (const { special } of this.#shown.values()) special[Symbol.dispose]();
    this.#shown.clear();
  }

  #specialOf(listener: Listener, certificates: CertificateIndex): [string, Special][] {
    const { hostname, port, coming } = listener;
    const certificate = coming && certificates.get(coming.certificateId);
    if (certificate === undefined) return [];
    const { chainPem, keyPem, sha256, anchorSha256 } = certificate;
    const special: Special = {
      ...{ owner: this.#owner, hostname, port, alpn: REHEARSAL_ALPN },
      // A client that rehearses trusts this one anchor and no other.
      certificate: { chainPem, keyPem, sha256, trust: anchorSha256 },
      handler: (request, response, arrival) =>
        this.#endpoint.handle(request, response, { ...arrival, serves: 'rehearsal' }),
    };
    return [[`${hostname} ${port}`, special]];
  }
}
