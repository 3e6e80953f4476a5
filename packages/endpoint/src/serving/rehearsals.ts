import type { ArrivalHandler, Bindings, BoundCertificate, Special } from '@causeway/bindings';
import { REHEARSAL_ALPN } from '@causeway/contract/client-messages';
import type { ClientDoor } from '../client-door.ts';

/** A listener with the certificate that comes there, ready to be shown. */
export interface RehearsedListener {
  readonly hostname: string;
  readonly port: number;
  /** Its `trust` is the one anchor that clients trust in a rehearsal. Absent where nothing is rehearsed. */
  readonly coming?: BoundCertificate | undefined;
  /** Present where a proxy ends TLS before anybody could ask us: nothing is rehearsed there. */
  readonly proxy?: object | undefined;
}

export interface RehearsalsParts {
  readonly bindings: Pick<Bindings, 'addSpecial'>;
  readonly handle: ClientDoor['handle'];
}

interface Rehearsal {
  readonly certificateSha256: string;
  readonly special: Disposable;
}

/** The coming certificates of one endpoint server, shown to the clients that ask for them at the same host and port. */
export class Rehearsals implements Disposable {
  readonly #owner: string;
  readonly #parts: RehearsalsParts;
  /** By host and port. */
  readonly #shown = new Map<string, Rehearsal>();

  /** The owner is named in arrivals. */
  constructor(owner: string, parts: RehearsalsParts) {
    this.#owner = owner;
    this.#parts = parts;
  }

  /** Shows exactly what these listeners say comes. @throws what `addSpecial` throws */
  apply(listeners: readonly RehearsedListener[]): void {
    const wanted = new Map(listeners.flatMap((listener) => this.#specialOf(listener)));
    for (const [place, { certificateSha256, special }] of this.#shown) {
      if (wanted.get(place)?.certificate.sha256 === certificateSha256) continue;
      special[Symbol.dispose]();
      this.#shown.delete(place);
    }
    for (const [place, special] of wanted) {
      if (this.#shown.has(place)) continue;
      const certificateSha256 = special.certificate.sha256;
      this.#shown.set(place, { certificateSha256, special: this.#parts.bindings.addSpecial(special) });
    }
  }

  [Symbol.dispose](): void {
    for (const { special } of this.#shown.values()) special[Symbol.dispose]();
    this.#shown.clear();
  }

  #specialOf({ hostname, port, coming, proxy }: RehearsedListener): [string, Special][] {
    if (coming === undefined || proxy !== undefined) return [];
    const { chainPem, keyPem, sha256, trust } = coming;
    const handler: ArrivalHandler = (request, response, arrival) =>
      this.#parts.handle(request, response, { ...arrival, serves: 'rehearsal' });
    const certificate = { chainPem, keyPem, sha256, trust };
    const special = { owner: this.#owner, hostname, port, alpn: REHEARSAL_ALPN, certificate, handler };
    return [[`${hostname} ${port}`, special]];
  }
}
