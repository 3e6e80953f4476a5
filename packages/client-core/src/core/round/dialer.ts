import type { KeyObject } from 'node:crypto';
import { MAX_CONFIG_BYTES } from '@causeway/config-file';
import type { Address } from '@causeway/contract';
import { exchange, privateKeyOf, type SignedMessage } from '../exchange.ts';
import { type ClientPorts, type TransportAnswer, TransportFailure } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { RehearsalRoad } from '../rehearsed.ts';
import type { Road } from '../road.ts';
import { isFinal, LeftAlone } from './left-alone.ts';
import type { Notebook } from './notebook.ts';

/** config.ini, or a file of its history; 304 for the one of that tag. */
export function configRequest(path: string, etag: string | null): SignedMessage {
  return {
    ...{ method: 'GET', path, maxBytes: MAX_CONFIG_BYTES + 1 },
    headers: etag === null ? {} : { 'if-none-match': etag },
    isAnswer: ({ status }) => status === 200 || (status === 304 && etag !== null),
  };
}

/** The one exchange of a round: signs, sends, and notes what came of it at the address. */
export class Dialer {
  readonly #ports: ClientPorts;
  readonly #notebook: Notebook;
  readonly #signal: AbortSignal | undefined;
  readonly #privateKey: KeyObject;
  readonly #dialed = new Set<Address>();
  readonly #silent = new Set<Address>();

  constructor(ports: ClientPorts, notebook: Notebook, signal: AbortSignal | undefined) {
    this.#ports = ports;
    this.#notebook = notebook;
    this.#signal = signal;
    this.#privateKey = privateKeyOf(notebook.state);
  }

  /** Whether this address was dialed in this round. */
  hasDialed(address: Address): boolean {
    return this.#dialed.has(address);
  }

  /** Undefined when nothing came through, which is noted as a failure of the address. @throws LeftAlone */
  async send(road: Road, message: SignedMessage): Promise<TransportAnswer | undefined> {
    try {
      return await this.dial(road, message);
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      if (error instanceof Refusal && isFinal(road, error)) throw new LeftAlone(error);
      this.#notebook.noteFailure(road.address, error);
      return undefined;
    }
  }

  /**
   * As `send`, to an endpoint server that has no say in when the round ends, because it is not the one that the client
   * works with. One that has no time is left alone, and that is no failure of its address.
   */
  async sendAsGuest(road: Road, message: SignedMessage): Promise<TransportAnswer | undefined> {
    try {
      return await this.send(road, message);
    } catch (error) {
      if (!(error instanceof LeftAlone)) throw error;
      const { refusal } = error;
      if (refusal.isBusy) this.#notebook.news.push(`${refusal.code} at ${road.address}: left alone for now`);
      else this.#notebook.noteFailure(road.address, refusal);
      return undefined;
    }
  }

  /** As `dial`, and no proof of the address: what is shown there is not served yet. @throws TransportFailure */
  async rehearse(road: RehearsalRoad, message: SignedMessage): Promise<void> {
    try {
      await this.#exchangeInTime(road, message);
    } catch (error) {
      this.#signal?.throwIfAborted();
      throw error;
    }
  }

  /** Whether a dial to this address waited in vain in this round: another would take as long. */
  isSilent(address: Address): boolean {
    return this.#silent.has(address);
  }

  /** What comes through is a proof of the address; what fails is the caller's to note. @throws TransportFailure */
  async dial(road: Road, message: SignedMessage): Promise<TransportAnswer> {
    this.#dialed.add(road.address);
    try {
      const answer = await this.#exchangeInTime(road, message);
      await this.#notebook.noteProof(road);
      this.#silent.delete(road.address);
      return answer;
    } catch (error) {
      this.#signal?.throwIfAborted();
      if (error instanceof TransportFailure && error.code === 'TIMEOUT') this.#silent.add(road.address);
      throw error;
    }
  }

  /** RFC 9421 signatures carry a time; when ours is refused, the server's own is taken, once. */
  async #exchangeInTime(road: Road, message: SignedMessage): Promise<TransportAnswer> {
    try {
      return await this.#exchange(road, message);
    } catch (error) {
      if (!(error instanceof Refusal) || !this.#takeTime(error)) throw error;
      return this.#exchange(road, message);
    }
  }

  #takeTime({ code, serverTime }: Refusal): boolean {
    if (code !== 'CLOCK_SKEWED' || serverTime === undefined) return false;
    const clockOffsetSeconds = Math.round((serverTime - this.#notebook.now) / 1000);
    this.#notebook.note({ ...this.#notebook.state, clockOffsetSeconds });
    return true;
  }

  #exchange(road: Road, message: SignedMessage): Promise<TransportAnswer> {
    const { clientId, clockOffsetSeconds } = this.#notebook.state;
    const signer = { keyId: clientId ?? '', privateKey: this.#privateKey, clockOffsetSeconds };
    return exchange(this.#ports, road, message, signer, this.#signal);
  }
}
