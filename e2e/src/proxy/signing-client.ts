import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as startRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Address } from '@causeway/contract';
import { clientPaths, type EnrollAnswer } from '@causeway/contract/client-messages';
import {
  contentDigestOf,
  requestComponents,
  type Signature,
  signatureFields,
  signComponents,
  targetUriOf,
} from '@causeway/message-signatures';

export interface Sending {
  /** The address that the signature is for: true or not. */
  readonly signedFor: Address;
  /** The port at 127.0.0.1 that it goes to, whatever was signed. */
  readonly port: number;
  /** The address of this machine that it comes from. */
  readonly from: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  /** Of a refusal; undefined otherwise. */
  readonly code: string | undefined;
}

/** A client of no more than a key, which says whatever it is told to. */
export class SigningClient {
  readonly #keys = generateKeyPairSync('ed25519');
  #id = '';

  get id(): string {
    return this.#id;
  }

  /** Enrolls with `ID.SECRET`. */
  async enroll(token: string, sending: Sending): Promise<Reply> {
    const [keyId = '', secret = ''] = token.split('.');
    const publicKey = this.#keys.publicKey.export({ format: 'jwk' }).x ?? '';
    const body = JSON.stringify({ publicKey, name: 'anna', version: '1.0.0' });
    const label = { keyId, secret: Buffer.from(secret, 'base64url') };
    const reply = await this.#send('POST', clientPaths.enroll, { body, keyId: publicKey, label, sending });
    if (reply.status === 201) this.#id = (JSON.parse(reply.body) as EnrollAnswer).clientId;
    return reply;
  }

  poll(sending: Sending): Promise<Reply> {
    const body = JSON.stringify({ fetchedRevision: 0, appliedRevision: 0, version: '1.0.0' });
    return this.#send('POST', clientPaths.poll, { body, keyId: this.#id, sending });
  }

  fetchConfig(sending: Sending): Promise<Reply> {
    return this.#send('GET', clientPaths.config, { keyId: this.#id, sending });
  }

  async #send(
    method: string,
    path: string,
    { body, keyId, label, sending }: Message,
  ): Promise<Reply & { readonly body: string }> {
    const contentDigest = body === undefined ? undefined : contentDigestOf(body);
    const targetUri = targetUriOf(sending.signedFor, path);
    const components = requestComponents({ method, targetUri, contentDigest });
    const at = { created: Math.floor(Date.now() / 1000), nonce: randomUUID() };
    const signatures: Signature[] = [
      signComponents('sig', components, { ...at, keyId }, { privateKey: this.#keys.privateKey }),
    ];
    if (label !== undefined)
      signatures.push(signComponents('token', components, { ...at, keyId: label.keyId }, label));
    const digest = contentDigest === undefined ? {} : { 'content-digest': contentDigest };
    const { port, from, headers } = sending;
    const options = { host: '127.0.0.1', localAddress: from, port, method, path, agent: false };
    const request = startRequest({
      ...options,
      headers: { ...digest, ...signatureFields(signatures), ...headers },
    });
    request.end(body);
    const [response] = await once(request, 'response');
    const answer = await text(response);
    const code: string | undefined = response.statusCode < 400 ? undefined : JSON.parse(answer).error.code;
    return { status: response.statusCode, code, body: answer };
  }
}

interface Message {
  readonly body?: string;
  readonly keyId: string;
  readonly label?: { readonly keyId: string; readonly secret: Buffer };
  readonly sending: Sending;
}
