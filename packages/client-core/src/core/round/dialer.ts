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

/** The one exchange of a round: signs, sends, and notes what came of it at the address. */
export class Dialer {
  readonly #ports: ClientPorts;
  readonly #notebook: Notebook;
  readonly #signal: AbortSignal | undefined;
  readonly #privateKey: KeyObject;
  readonly #dialed = new Set<Address>();

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

  /** config.ini, or a file of its history. As `send`. */
  get(road: Road, path: string, etag: string | null): Promise<TransportAnswer | undefined> {
    return this.send(road, {
      ...{ method: 'GET', path, maxBytes: MAX_CONFIG_BYTES + 1 },
      headers: etag === null ? {} : { 'if-none-match': etag },
      isAnswer: ({ status }) => status === 200 || (status === 304 && etag !== null),
    });
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

  /** What comes through is a proof of the address; what fails is the caller's to note. @throws TransportFailure */
  async dial(road: Road, message: SignedMessage): Promise<TransportAnswer> {
    this.#dialed.add(road.address);
    try {
      const answer = await this.#exchangeInTime(road, message);
      await this.#notebook.noteProof(road);
      return answer;
    } catch (error) {
      this.#signal?.throwIfAborted();
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
