import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { clientPaths, type EnrollAnswer, type PollRequest } from '@causeway/contract/client-messages';
import {
  contentDigestOf,
  requestComponents,
  type Signature,
  signatureFields,
  signComponents,
  targetUriOf,
} from '@causeway/message-signatures';
import type { NewEnrollmentToken } from '../endpoint.ts';
import { type Reply, send, type WireRequest } from './send.ts';
import { type Site, testAddress } from './serve-endpoint.ts';

/** What may be set of one request; everything has the value of an honest client. */
export interface Overrides {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The address that the signature is for. */
  readonly address?: string;
  readonly created?: number;
  readonly nonce?: string;
  readonly keyId?: string;
  readonly privateKey?: KeyObject;
  /** Sent in place of the content that was signed. */
  readonly sent?: string | Buffer;
}

/** A client of no more than keys and a signature. */
export class TestClient {
  readonly #site: Pick<Site, 'port' | 'at'>;
  readonly #keys = generateKeyPairSync('ed25519');
  readonly publicKey = this.#keys.publicKey.export({ format: 'jwk' }).x ?? '';
  id = '';

  constructor(site: Pick<Site, 'port' | 'at'>) {
    this.#site = site;
  }

  poll(said: Partial<PollRequest> = {}, overrides: Overrides = {}): Promise<Reply> {
    return this.send(this.signPoll(said, overrides));
  }

  signPoll(said: Partial<PollRequest> = {}, overrides: Overrides = {}): WireRequest {
    const message = { fetchedRevision: 0, appliedRevision: 0, version: '1.0.0', ...said };
    return this.sign(clientPaths.poll, JSON.stringify(message), overrides);
  }

  prove(overrides: Overrides = {}): Promise<Reply> {
    return this.send(this.sign(clientPaths.prove, '', overrides));
  }

  inventory(document: string | Buffer, overrides: Overrides = {}): Promise<Reply> {
    return this.send(this.sign(clientPaths.inventory, document, overrides));
  }

  config(overrides: Overrides = {}): Promise<Reply> {
    return this.send(this.sign(clientPaths.config, undefined, { method: 'GET', ...overrides }));
  }

  /** Enrolls with `ID.SECRET` and remembers the id. */
  async enroll(token: Pick<NewEnrollmentToken, 'token'>, overrides: Overrides = {}): Promise<Reply> {
    const reply = await this.send(this.signEnroll(token, overrides));
    if (reply.status !== 201) return reply;
    const { clientId }: EnrollAnswer = JSON.parse(reply.body);
    this.id = clientId;
    return reply;
  }

  signEnroll({ token }: Pick<NewEnrollmentToken, 'token'>, overrides: Overrides = {}): WireRequest {
    const [keyId = '', secret = ''] = token.split('.');
    const { publicKey } = this;
    const body = JSON.stringify({ publicKey, name: 'pc-anna', version: '1.0.0' });
    const label = { keyId, secret: Buffer.from(secret, 'base64url') };
    return this.sign(clientPaths.enroll, body, { keyId: publicKey, ...overrides }, label);
  }

  sign(
    path: string,
    body: string | Buffer | undefined,
    overrides: Overrides = {},
    token?: { readonly keyId: string; readonly secret: Buffer },
  ): WireRequest {
    const { method = 'POST', address = testAddress, keyId = this.id, nonce = randomUUID() } = overrides;
    const { created = Math.floor(this.#site.at / 1000), privateKey = this.#keys.privateKey } = overrides;
    const target = overrides.path ?? path;
    const contentDigest = body === undefined ? undefined : contentDigestOf(body);
    const components = requestComponents({ method, targetUri: targetUriOf(address, target), contentDigest });
    const signatures: Signature[] = [
      signComponents('sig', components, { created, nonce, keyId }, { privateKey }),
    ];
    if (token !== undefined)
      signatures.push(signComponents('token', components, { created, nonce, keyId: token.keyId }, token));
    const digest = contentDigest === undefined ? {} : { 'content-digest': contentDigest };
    const headers = { ...digest, ...signatureFields(signatures), ...overrides.headers };
    return { method, path: target, headers, body: overrides.sent ?? body };
  }

  send(request: WireRequest): Promise<Reply> {
    return send(this.#site.port, request);
  }
}

/** A client that is enrolled already. */
export async function enrolledClient(site: Site): Promise<TestClient> {
  const client = new TestClient(site);
  await client.enroll(await site.endpoint.createToken({ uses: 1, validMs: 60_000 }));
  return client;
}
