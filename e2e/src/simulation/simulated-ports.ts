import {
  type ArrivalHandler,
  type Bindings,
  type BoundListener,
  bindingErrors,
  type Proof,
  type ProofTarget,
} from '@causeway/bindings';
import { formatAddress } from '@causeway/contract';
import type { Life } from './life.ts';

export interface Served {
  readonly owner: string;
  readonly listener: BoundListener;
  readonly handler: ArrivalHandler;
}

/** The ports of a machine without sockets: what is applied is served, until the process ends. */
export class SimulatedPorts implements Bindings {
  readonly #served = new Map<string, Served>();
  readonly #life: Life;

  constructor(life: Life) {
    this.#life = life;
  }

  async apply(owner: string, listeners: readonly BoundListener[], handler: ArrivalHandler): Promise<void> {
    this.#life.deed();
    const taken = listeners.find(
      (listener) => this.#at(listener)?.owner !== undefined && this.#at(listener)?.owner !== owner,
    );
    if (taken !== undefined) throw bindingErrors.error('HOSTNAME_TAKEN', { seen: formatAddress(taken) });
    for (const [place, served] of this.#served) if (served.owner === owner) this.#served.delete(place);
    for (const listener of listeners) this.#served.set(placeOf(listener), { owner, listener, handler });
  }

  listenersOf(owner: string): readonly BoundListener[] {
    return [...this.#served.values()]
      .filter((served) => served.owner === owner)
      .map(({ listener }) => listener);
  }

  isListening(port: number): boolean {
    return [...this.#served.values()].some(({ listener }) => listener.port === port);
  }

  /** What answers at an address; undefined when nothing does. */
  find(address: string): Served | undefined {
    if (this.#life.isOver) return undefined;
    return [...this.#served.values()].find(({ listener }) => formatAddress(listener) === address);
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
