import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import {
  clientPaths,
  type EnrollAnswer,
  type PollRequest,
  type ReEnrollRequest,
} from '@causeway/contract/client-messages';
import {
  contentDigestOf,
  requestComponents,
  type Signature,
  signatureFields,
  signComponents,
  targetUriOf,
} from '@causeway/message-signatures';
import type { NewEnrollmentToken, TokenRequest } from '../endpoint.ts';
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

/** What may be set of a new key's way in. */
interface ReEnrollment {
  /** In the message. */
  readonly said?: Partial<ReEnrollRequest>;
  /** Of the signature by the key of before. */
  readonly former?: { readonly keyId?: string; readonly privateKey?: KeyObject; readonly created?: number };
}

/** A client of no more than keys and a signature. */
export class TestClient {
  readonly #site: Pick<Site, 'port' | 'at'>;
  readonly #keys = generateKeyPairSync('ed25519');
  readonly privateKey = this.#keys.privateKey;
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

  diagnostics(document: string | Buffer, overrides: Overrides = {}): Promise<Reply> {
    return this.send(this.sign(clientPaths.diagnostics, document, overrides));
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

  /** With a new key, proven by the one that the client has; `coming` holds the new one. */
  signReEnroll(
    coming: TestClient,
    { said, former = {}, ...overrides }: Overrides & ReEnrollment = {},
  ): WireRequest {
    const { publicKey } = coming;
    const body = JSON.stringify({ publicKey, clientId: this.id, ...said });
    const by = { keyId: this.id, privateKey: this.#keys.privateKey, ...former };
    return coming.sign(clientPaths.enroll, body, { keyId: publicKey, ...overrides }, undefined, by);
  }

  sign(
    path: string,
    body: string | Buffer | undefined,
    overrides: Overrides = {},
    token?: { readonly keyId: string; readonly secret: Buffer },
    former?: { readonly keyId: string; readonly privateKey: KeyObject; readonly created?: number },
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
    if (former !== undefined)
      signatures.push(signComponents('former', components, { created, nonce, ...former }, former));
    const digest = contentDigest === undefined ? {} : { 'content-digest': contentDigest };
    const headers = { ...digest, ...signatureFields(signatures), ...overrides.headers };
    return { method, path: target, headers, body: overrides.sent ?? body };
  }

  send(request: WireRequest): Promise<Reply> {
    return send(this.#site.port, request);
  }
}

/** A client that is enrolled already. */
export async function enrolledClient(
  site: Site,
  { group }: Pick<TokenRequest, 'group'> = {},
): Promise<TestClient> {
  const client = new TestClient(site);
  await client.enroll(await site.endpoint.createToken({ uses: 1, validMs: 60_000, group }));
  return client;
}
