import { createPrivateKey, type KeyObject } from 'node:crypto';
import { MAX_CONFIG_BYTES } from '@causeway/config-file';
import type { Address } from '@causeway/contract';
import { otherKeysOf, withOwnKey } from '../client-keys.ts';
import type { ClientState } from '../client-state.ts';
import { exchange, type SignedMessage, type Signer } from '../exchange.ts';
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
  readonly #keys = new Map<string, KeyObject>();
  #hasTriedOtherKeys = false;
  readonly #dialed = new Set<Address>();
  readonly #silent = new Set<Address>();

  constructor(ports: ClientPorts, notebook: Notebook, signal: AbortSignal | undefined) {
    this.#ports = ports;
    this.#notebook = notebook;
    this.#signal = signal;
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
      await this.#exchangeInTime(road, message, this.#signerBy(this.#notebook.state.privateKeyPem));
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
    return this.#prove(road, () => this.#exchangeByAnyKey(road, message));
  }

  /** As `dial`, signed in another way than by the client's own key alone. @throws TransportFailure */
  async dialAs(road: Road, message: SignedMessage, signerOf: SignerOf): Promise<TransportAnswer> {
    return this.#prove(road, () => this.#exchangeInTime(road, message, signerOf));
  }

  async #prove(road: Road, send: () => Promise<TransportAnswer>): Promise<TransportAnswer> {
    this.#dialed.add(road.address);
    try {
      const answer = await send();
      await this.#notebook.noteProof(road);
      this.#silent.delete(road.address);
      return answer;
    } catch (error) {
      this.#signal?.throwIfAborted();
      if (error instanceof TransportFailure && error.code === 'TIMEOUT') this.#silent.add(road.address);
      throw error;
    }
  }

  /**
   * By its own key, and by the others that it has when that is not the one that it is known by. Once a round: what lies
   * between may break signatures, and then no key helps.
   */
  async #exchangeByAnyKey(road: Road, message: SignedMessage): Promise<TransportAnswer> {
    try {
      return await this.#exchangeInTime(road, message, this.#signerBy(this.#notebook.state.privateKeyPem));
    } catch (error) {
      const others = otherKeysOf(this.#notebook.state);
      if (!isKeyWrong(error) || this.#hasTriedOtherKeys || others.length === 0) throw error;
      this.#hasTriedOtherKeys = true;
      const answer = await this.#exchangeByOneOf(others, road, message);
      if (answer === undefined) throw error;
      return answer;
    }
  }

  /** The one that is taken is its own from then on. Undefined when none is. */
  async #exchangeByOneOf(
    keysPem: readonly string[],
    road: Road,
    message: SignedMessage,
  ): Promise<TransportAnswer | undefined> {
    for (const keyPem of keysPem) {
      try {
        const answer = await this.#exchangeInTime(road, message, this.#signerBy(keyPem));
        await this.#notebook.keep(withOwnKey(this.#notebook.state, keyPem, this.#notebook.now));
        this.#notebook.news.push('the endpoint server knows this client by another of its keys: taken up');
        return answer;
      } catch (error) {
        if (!isKeyWrong(error)) return undefined;
      }
    }
    return undefined;
  }

  /** RFC 9421 signatures carry a time; when ours is refused, the server's own is taken, once. */
  async #exchangeInTime(road: Road, message: SignedMessage, signerOf: SignerOf): Promise<TransportAnswer> {
    const send = () => exchange(this.#ports, road, message, signerOf(this.#notebook.state), this.#signal);
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof Refusal) || !this.#takeTime(error)) throw error;
      return send();
    }
  }

  #takeTime({ code, serverTime }: Refusal): boolean {
    if (code !== 'CLOCK_SKEWED' || serverTime === undefined) return false;
    const clockOffsetSeconds = Math.round((serverTime - this.#notebook.now) / 1000);
    this.#notebook.note({ ...this.#notebook.state, clockOffsetSeconds });
    return true;
  }

  #signerBy(keyPem: string): SignerOf {
    const privateKey = this.#keys.get(keyPem) ?? createPrivateKey(keyPem);
    this.#keys.set(keyPem, privateKey);
    return ({ clientId, clockOffsetSeconds }) => ({ keyId: clientId ?? '', privateKey, clockOffsetSeconds });
  }
}

/** How a message is signed, by what is known when it is sent. */
export type SignerOf = (state: ClientState) => Signer;

/** The client is known, and by another key than that. */
function isKeyWrong(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'SIGNATURE_WRONG';
}
