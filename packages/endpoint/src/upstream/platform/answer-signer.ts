import { randomUUID } from 'node:crypto';
import type { SigningPair } from '@causeway/config-file';
import {
  contentDigestOf,
  responseComponents,
  signatureFields,
  signComponents,
} from '@causeway/message-signatures';
import type { Publisher } from '../../publishing/publisher.ts';
import { jsonAnswer, type PlainAnswer } from '../../requests/plain-answer.ts';
import { PLATFORM_LABEL } from '../platform-label.ts';

const OK = 200;

/**
 * Signs what the platform says to its endpoint servers. It does so by the key that signed the newest config.ini first:
 * in a rotation whoever holds the file before that one was told of this key by it, and whoever holds the newest has
 * verified it. One that holds an older file does not know the key, fetches config.ini and asks again.
 */
export class AnswerSigner {
  readonly #publisher: Publisher;
  readonly #now: () => number;
  #known: { readonly revision: number; readonly pair: SigningPair } | undefined;

  constructor({ publisher, now }: { readonly publisher: Publisher; readonly now: () => number }) {
    this.#publisher = publisher;
    this.#now = now;
  }

  /** The answer with this content to the request of that signature. */
  async sign(content: string, requestSignature: Buffer): Promise<PlainAnswer> {
    const { id: keyId, privateKey } = await this.#pair();
    const contentDigest = contentDigestOf(content);
    const components = responseComponents({
      ...{ status: OK, contentDigest, requestLabel: 'sig' },
      requestSignature: requestSignature.toString('base64'),
    });
    const parameters = { created: Math.floor(this.#now() / 1000), nonce: randomUUID(), keyId };
    const signature = signComponents(PLATFORM_LABEL, components, parameters, { privateKey });
    return jsonAnswer(OK, content, { 'content-digest': contentDigest, ...signatureFields([signature]) });
  }

  /** Which key signed a revision never changes. */
  async #pair(): Promise<SigningPair> {
    const revision = (await this.#publisher.current())?.revision ?? 0;
    if (this.#known?.revision === revision && revision > 0) return this.#known.pair;
    const pair = await this.#publisher.signer();
    this.#known = { revision, pair };
    return pair;
  }
}
