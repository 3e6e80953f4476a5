import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { clientPaths, type PollRequest, SIGNATURE_WINDOW_SECONDS } from '@causeway/contract/client-messages';
import {
  applyDifference,
  type ComputerInventory,
  fingerprintOf,
  type NativeInventory,
} from '@causeway/contract/inventory';
import { CausewayError } from '@causeway/errors';
import {
  type ClaimedSignature,
  contentDigestOf,
  getSignature,
  readSignatures,
  requestComponents,
  responseComponents,
  signatureFields,
  signComponents,
  targetUriOf,
  verifyContentDigest,
  verifySignature,
} from '@causeway/message-signatures';
import type { TransportAnswer, TransportRequest } from '../core/ports.ts';
import type { TestPublisher } from './test-publisher.ts';

/** A request that an endpoint server took from a client, by the client's own signature. */
export interface Taken {
  readonly address: string;
  readonly path: string;
  readonly body: string;
}

export type OfferedAction = { readonly id: string; readonly [field: string]: unknown };

/** The endpoint servers of a tenant: they believe a request by its signature, as real ones do. */
export class TestEndpoint {
  readonly #publisher: TestPublisher;
  readonly #now: () => number;
  readonly #secret = randomBytes(32);
  readonly #nonces = new Set<string>();
  #clientKey: KeyObject | undefined;
  readonly taken: Taken[] = [];
  /** Answers put in the place of the real one, by path. */
  readonly instead = new Map<string, (request: TransportRequest) => TransportAnswer>();
  clockOffsetMs = 0;
  /** What the client is asked to do: handed out until it is reported on. */
  actions: OfferedAction[] = [];
  /** As the client last brought it. */
  inventory: ComputerInventory | undefined;

  constructor(publisher: TestPublisher, now: () => number) {
    this.#publisher = publisher;
    this.#now = now;
  }

  get token(): string {
    return `token-1.${this.#secret.toString('base64url')}`;
  }

  /** The bodies of the polls that were taken. */
  get polls(): PollRequest[] {
    return this.taken.filter(({ path }) => path === clientPaths.poll).map(({ body }) => JSON.parse(body));
  }

  /** The bodies of the inventories that were taken. */
  get inventories(): NativeInventory[] {
    return this.taken
      .filter(({ path }) => path === clientPaths.inventory)
      .map(({ body }) => JSON.parse(body));
  }

  /** The key that it knows the client by, as of now; a test may bring it back later, as a backup does. */
  get knownKey(): KeyObject | undefined {
    return this.#clientKey;
  }

  set knownKey(key: KeyObject | undefined) {
    this.#clientKey = key;
  }

  readonly handle = (request: TransportRequest): TransportAnswer => {
    const { status, headers, body } = this.#route(request);
    return { status, headers: { date: new Date(this.#time).toUTCString(), ...headers }, body };
  };

  get #time(): number {
    return this.#now() + this.clockOffsetMs;
  }

  #route(request: TransportRequest): TransportAnswer {
    const [path = '', query = ''] = request.path.split('?');
    const instead = this.instead.get(path);
    if (instead !== undefined) return instead(request);
    if (path === clientPaths.config) return this.#config(request, new URLSearchParams(query).get('key'));
    if (path === clientPaths.enroll)
      return 'clientId' in JSON.parse(textOf(request)) ? this.#reEnroll(request) : this.#enroll(request);
    const refusal = this.#take(request, path);
    if (refusal !== undefined) return refusal;
    if (path === clientPaths.inventory) return this.#takeInventory(request);
    return path === clientPaths.poll ? this.#poll(request) : reply(204);
  }

  #takeInventory(request: TransportRequest): TransportAnswer {
    const message: NativeInventory = JSON.parse(textOf(request));
    if (message.kind === 'full') this.inventory = message.inventory;
    else if (this.inventory === undefined || fingerprintOf(this.inventory) !== message.base)
      return refuse(409, 'INVENTORY_BASE_UNKNOWN');
    else this.inventory = applyDifference(this.inventory, message);
    return reply(204);
  }

  /** Undefined when the request is the client's own, and fresh. */
  #take(request: TransportRequest, path: string): TransportAnswer | undefined {
    const claimed = getSignature(readSignatures({ ...request.headers }), 'sig');
    if (this.#clientKey === undefined || claimed.keyId !== CLIENT_ID) return refuse(403, 'CLIENT_UNKNOWN');
    if (!isBy(claimed, request, this.#clientKey)) return refuse(403, 'SIGNATURE_WRONG');
    verifyContentDigest(request.headers['content-digest'], request.body ?? Buffer.alloc(0));
    if (Math.abs(claimed.created - this.#time / 1000) > SIGNATURE_WINDOW_SECONDS)
      return refuse(401, 'CLOCK_SKEWED');
    if (this.#nonces.has(claimed.nonce)) return refuse(401, 'REQUEST_REPLAYED');
    this.#nonces.add(claimed.nonce);
    this.taken.push({ address: request.address, path, body: textOf(request) });
    return undefined;
  }

  #poll(request: TransportRequest): TransportAnswer {
    const { fetchedRevision, done = [] }: PollRequest = JSON.parse(textOf(request));
    this.actions = this.actions.filter(({ id }) => !done.some((one) => one.id === id));
    const revision = this.#publisher.published?.revision ?? 0;
    if (revision <= fetchedRevision && this.actions.length === 0) return reply(204);
    return reply(
      200,
      JSON.stringify({ revision, ...(this.actions.length > 0 && { actions: this.actions }) }),
    );
  }

  #config({ headers }: TransportRequest, key: string | null): TransportAnswer {
    const served = key === null ? this.#publisher.published : this.#publisher.newestSignedBy(key);
    if (served === undefined) return refuse(503, 'CONFIG_NOT_PUBLISHED', { 'retry-after': '60' });
    const etag = `"r${served.revision}"`;
    return headers['if-none-match'] === etag ? reply(304, '', { etag }) : reply(200, served.file, { etag });
  }

  #enroll(request: TransportRequest): TransportAnswer {
    const { publicKey } = JSON.parse(textOf(request));
    const signatures = readSignatures({ ...request.headers });
    const token = getSignature(signatures, 'token');
    verifySignature(token, componentsOf(request), { secret: this.#secret });
    const own = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: publicKey } });
    const claimed = getSignature(signatures, 'sig');
    verifySignature(claimed, componentsOf(request), { publicKey: own });
    if (Math.abs(claimed.created - this.#time / 1000) > SIGNATURE_WINDOW_SECONDS)
      return refuse(401, 'CLOCK_SKEWED');
    this.#clientKey = own;
    const { tenant, signingKey, published } = this.#publisher;
    const answer = { clientId: CLIENT_ID, tenant, signingKey, revision: published?.revision ?? 0 };
    return this.#signed(JSON.stringify(answer), token.value, token);
  }

  #reEnroll(request: TransportRequest): TransportAnswer {
    const { publicKey, clientId } = JSON.parse(textOf(request));
    const signatures = readSignatures({ ...request.headers });
    const coming = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: publicKey } });
    const claimed = getSignature(signatures, 'sig');
    const former = getSignature(signatures, 'former');
    if (clientId !== CLIENT_ID || former.keyId !== CLIENT_ID || this.#clientKey === undefined)
      return refuse(403, 'CLIENT_UNKNOWN');
    if (claimed.keyId !== publicKey || !isBy(claimed, request, coming)) return refuse(403, 'SIGNATURE_WRONG');
    if (this.#clientKey.equals(coming)) return reply(204);
    if (!isBy(former, request, this.#clientKey)) return refuse(403, 'SIGNATURE_WRONG');
    this.#clientKey = coming;
    return reply(204);
  }

  #signed(
    body: string,
    requestSignature: Buffer,
    parameters: { created: number; nonce: string; keyId: string },
  ): TransportAnswer {
    const contentDigest = contentDigestOf(body);
    const value = requestSignature.toString('base64');
    const components = responseComponents({ status: 201, contentDigest, requestSignature: value });
    const { created, nonce, keyId } = parameters;
    const signature = signComponents(
      'token',
      components,
      { created, nonce, keyId },
      { secret: this.#secret },
    );
    return reply(201, body, { 'content-digest': contentDigest, ...signatureFields([signature]) });
  }
}

const CLIENT_ID = 'client-anna';

export function reply(status: number, body = '', headers: Record<string, string> = {}): TransportAnswer {
  return { status, headers, body: Buffer.from(body) };
}

export function refuse(status: number, code: string, headers: Record<string, string> = {}): TransportAnswer {
  return reply(status, JSON.stringify({ error: { code, message: 'As the test wants it.' } }), headers);
}

function isBy(claimed: ClaimedSignature, request: TransportRequest, publicKey: KeyObject): boolean {
  try {
    verifySignature(claimed, componentsOf(request), { publicKey });
    return true;
  } catch (error) {
    if (error instanceof CausewayError && error.code === 'SIGNATURE_WRONG') return false;
    throw error;
  }
}

function componentsOf({ method, address, path, headers }: TransportRequest) {
  const contentDigest = headers['content-digest'];
  return requestComponents({ method, targetUri: targetUriOf(address, path), contentDigest });
}

function textOf({ body }: TransportRequest): string {
  return Buffer.from(body ?? []).toString('utf8');
}
