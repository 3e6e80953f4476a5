import type { Address } from '@causeway/contract';
import { type ClientState, withFailure, withProof } from '../client-state.ts';
import type { ClientPorts, TransportFailure } from '../ports.ts';
import type { Road } from '../road.ts';

/** What a round knows and what it learned, with the news of it for a person. */
export class Notebook {
  readonly news: string[] = [];
  readonly #ports: Pick<ClientPorts, 'store' | 'now'>;
  #state: ClientState;

  constructor(ports: Pick<ClientPorts, 'store' | 'now'>, state: ClientState) {
    this.#ports = ports;
    this.#state = state;
  }

  get state(): ClientState {
    return this.#state;
  }

  get now(): number {
    return this.#ports.now();
  }

  /** The server's time, as far as it is known. */
  get serverTime(): number {
    return this.now + this.#state.clockOffsetSeconds * 1000;
  }

  /** Remembered; durable with the next `keep`, at the end of the round at the latest. */
  note(state: ClientState): void {
    this.#state = state;
  }

  /** Durable when it resolves. */
  async keep(state: ClientState): Promise<void> {
    await this.#ports.store.save(state);
    this.#state = state;
  }

  /** It came through. The first HTTPS at an endpoint server is kept at once: from then on HTTP is for config.ini alone. */
  async noteProof(road: Road): Promise<void> {
    const { httpsServers } = this.#state;
    const after = withProof(this.#state, road, this.now);
    if (after.httpsServers.length > httpsServers.length) await this.keep(after);
    else this.note(after);
  }

  noteFailure(address: Address, { code, message, certificateSha256 }: TransportFailure): void {
    this.note(withFailure(this.#state, address, { code, message, certificateSha256, at: this.now }));
    this.news.push(`${code} at ${address}: ${message}`);
  }
}
