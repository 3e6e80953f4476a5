import {
  type ArrivalHandler,
  type Bindings,
  type BoundListener,
  bindingErrors,
  type Proof,
  type ProofTarget,
  type Special,
} from '@causeway/bindings';
import { formatAddress } from '@causeway/contract';
import { REHEARSAL_ALPN } from '@causeway/contract/client-messages';
import type { Life } from './life.ts';

export interface Served {
  readonly owner: string;
  readonly listener: BoundListener;
  readonly handler: ArrivalHandler;
}

/** The ports of a machine without sockets: what is applied is served, until the process ends. */
export class SimulatedPorts implements Bindings {
  readonly #served = new Map<string, Served>();
  readonly #specials = new Set<Special>();
  readonly #life: Life;

  constructor(life: Life) {
    this.#life = life;
  }

  async apply(owner: string, listeners: readonly BoundListener[], handler: ArrivalHandler): Promise<void> {
    this.#life.deed();
    this.refuseConflicts(owner, listeners);
    for (const [place, served] of this.#served) if (served.owner === owner) this.#served.delete(place);
    for (const listener of listeners) this.#served.set(placeOf(listener), { owner, listener, handler });
  }

  refuseConflicts(owner: string, listeners: readonly BoundListener[]): void {
    const taken = listeners.find(
      (listener) => this.#at(listener)?.owner !== undefined && this.#at(listener)?.owner !== owner,
    );
    if (taken !== undefined) throw bindingErrors.error('HOSTNAME_TAKEN', { seen: formatAddress(taken) });
  }

  listenersOf(owner: string): readonly BoundListener[] {
    return [...this.#served.values()]
      .filter((served) => served.owner === owner)
      .map(({ listener }) => listener);
  }

  allListeners(): readonly BoundListener[] {
    return [...this.#served.values()].map(({ listener }) => listener);
  }

  isHttpServed(hostname: string): boolean {
    return this.allListeners().some(
      (listener) =>
        listener.scheme === 'http' && listener.hostname === hostname && listener.serves === 'everything',
    );
  }

  addSpecial(special: Special): Disposable {
    this.#life.deed();
    this.#specials.add(special);
    return { [Symbol.dispose]: () => void this.#specials.delete(special) };
  }

  addPathAnswer(): Disposable {
    return { [Symbol.dispose]: () => {} };
  }

  async expectArrival(): Promise<never> {
    throw new Error('no proxy stands in front of a simulated machine');
  }

  isListening(port: number): boolean {
    return [...this.#served.values()].some(({ listener }) => listener.port === port);
  }

  /** What answers at an address; undefined when nothing does. */
  find(address: string): Served | undefined {
    if (this.#life.isOver) return undefined;
    return [...this.#served.values()].find(({ listener }) => formatAddress(listener) === address);
  }

  /** What is shown at an address to whoever asks for it by that ALPN id. */
  findSpecial(address: string, alpn: string): Served | undefined {
    const served = this.find(address);
    if (served === undefined) return undefined;
    const { hostname, port } = served.listener;
    const special = [...this.#specials].find(
      (one) => one.hostname === hostname && one.port === port && one.alpn === alpn,
    );
    if (special?.handler === undefined) return undefined;
    const { owner, certificate, handler } = special;
    return { owner, handler, listener: { ...served.listener, certificate } };
  }

  get all(): readonly Served[] {
    return this.#life.isOver ? [] : [...this.#served.values()];
  }

  /** Dialing from outside, without a wire. */
  async prove(target: ProofTarget): Promise<Proof[]> {
    const served = this.find(formatAddress(target));
    const isRight = served !== undefined && served.listener.certificate?.sha256 === target.certificateSha256;
    const code = isRight ? 'OK' : 'PROOF_NO_ANSWER';
    return [{ address: formatAddress(target), check: 'http', code, seen: '', expected: '', tookMs: 0 }];
  }

  async proveRehearsal(target: ProofTarget): Promise<Proof> {
    const address = formatAddress(target);
    const shown = this.findSpecial(address, REHEARSAL_ALPN)?.listener.certificate?.sha256;
    const code = shown === target.certificateSha256 ? 'OK' : 'PROOF_NO_ANSWER';
    return { address, check: 'rehearsal', code, seen: '', expected: '', tookMs: 0 };
  }

  #at(listener: BoundListener): Served | undefined {
    return this.#served.get(placeOf(listener));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#served.clear();
  }
}

function placeOf({ hostname, port }: BoundListener): string {
  return `${hostname} ${port}`;
}
