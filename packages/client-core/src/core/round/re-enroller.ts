import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { clientPaths, type ReEnrollRequest } from '@causeway/contract/client-messages';
import { signComponents } from '@causeway/message-signatures';
import { MOST_OTHER_KEYS, withOwnKey } from '../client-keys.ts';
import type { ClientState } from '../client-state.ts';
import type { SignedMessage } from '../exchange.ts';
import type { ClientPorts } from '../ports.ts';
import { isHttps, type Road } from '../road.ts';
import type { Dialer, SignerOf } from './dialer.ts';
import type { Notebook } from './notebook.ts';

/** Makes the client a new key, and has it take the place of the one that it has. */
export class ReEnroller {
  readonly #dialer: Dialer;
  readonly #notebook: Notebook;
  readonly #makeKey: ClientPorts['makeKey'];

  constructor(dialer: Dialer, notebook: Notebook, makeKey: ClientPorts['makeKey']) {
    this.#dialer = dialer;
    this.#notebook = notebook;
    this.#makeKey = makeKey;
  }

  /** Whether there is room for one more key: over HTTP none that the server may know is given up for it. */
  mayReEnroll(road: Road): boolean {
    return isHttps(road.address) || this.#notebook.state.otherKeysPem.length < MOST_OTHER_KEYS;
  }

  /**
   * The new key is kept before it is sent, and goes on counting when the answer is lost: the same action sends it again.
   * @throws TransportFailure
   */
  async reEnroll(road: Road, action: string): Promise<void> {
    const privateKeyPem = await this.#comingKey(action);
    const coming = createPrivateKey(privateKeyPem);
    const message: SignedMessage = {
      ...{ method: 'POST', path: clientPaths.enroll },
      body: JSON.stringify(requestOf(this.#notebook.state, publicKeyOf(coming))),
      isAnswer: ({ status }) => status === 204,
    };
    await this.#dialer.dialAs(road, message, signerOf(coming));
    await this.#notebook.keep(withOwnKey(this.#notebook.state, privateKeyPem, this.#notebook.now));
  }

  async #comingKey(action: string): Promise<string> {
    const { state } = this.#notebook;
    if (state.comingKey?.action === action) return state.comingKey.privateKeyPem;
    const privateKeyPem = this.#makeKey().export({ type: 'pkcs8', format: 'pem' }).toString();
    // One that an earlier action left behind may be known to a server too.
    const before = state.comingKey === null ? [] : [state.comingKey.privateKeyPem];
    const otherKeysPem = [...before, ...state.otherKeysPem].slice(0, MOST_OTHER_KEYS);
    await this.#notebook.keep({ ...state, otherKeysPem, comingKey: { privateKeyPem, action } });
    return privateKeyPem;
  }
}

function requestOf({ clientId }: ClientState, publicKey: string): ReEnrollRequest {
  return { publicKey, clientId: clientId ?? '' };
}

/** By the new key, and by the one that the server knows. */
function signerOf(coming: KeyObject): SignerOf {
  return ({ clientId, privateKeyPem, clockOffsetSeconds }) => ({
    ...{ keyId: publicKeyOf(coming), privateKey: coming, clockOffsetSeconds },
    alsoSign: (components, parameters) =>
      signComponents(
        'former',
        components,
        { ...parameters, keyId: clientId ?? '' },
        { privateKey: createPrivateKey(privateKeyPem) },
      ),
  });
}

function publicKeyOf(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '';
}
