import { randomBytes } from 'node:crypto';
import { createTestCa, generateTestKeys } from '@causeway/testkit';
import type { PublicJwk } from '../protocol/jws.ts';
import type { ChallengeKind, Problem } from '../protocol/messages.ts';
import type { AcmeRequest, AcmeResponse, AcmeTransport } from '../protocol/transport.ts';
import { isBound, type ReadJws, readJws, thumbprintOf } from './read-jws.ts';
import { publicKeyOfRequest } from './read-request.ts';

export const FAKE_CA = 'https://ca.example';
const URN = 'urn:ietf:params:acme:error:';
const KINDS: readonly ChallengeKind[] = ['http-01', 'tls-alpn-01', 'dns-01'];

interface FakeOrder {
  status: 'pending' | 'ready' | 'processing' | 'valid' | 'invalid';
  readonly hostnames: readonly string[];
  readonly replaces: unknown;
  readonly authorizations: FakeAuthorization[];
  certificate?: string;
  error?: Problem;
}

interface FakeAuthorization {
  status: 'pending' | 'valid' | 'invalid';
  readonly hostname: string;
  readonly token: string;
  readonly kinds: readonly ChallengeKind[];
  error?: Problem;
}

export interface Look {
  readonly kind: ChallengeKind;
  readonly hostname: string;
  readonly token: string;
  readonly keyAuthorization: string;
}

/** A refusal as the server sends it. */
export interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly detail?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An ACME server in memory (RFC 8555): signatures, nonces and states are real, the wire is a function call. */
export class FakeCa {
  readonly root = createTestCa({ name: 'Fake Root' });
  readonly #issuer = this.root.intermediate();
  readonly accounts: { readonly jwk: PublicJwk; status: string; readonly contact: unknown }[] = [];
  readonly orders: FakeOrder[] = [];
  /** Every certificate that was ever signed. */
  readonly issued: string[] = [];
  /** Paths that were asked for, in order. */
  readonly requests: string[] = [];
  /** How many good nonces are refused next. */
  staleNonces = 0;
  /** Answered instead of the next requests to a path that begins so. */
  readonly refusals: { readonly path: string; readonly refusal: Refusal }[] = [];
  /** How often an order is still being processed when asked after its finalization. */
  processing = 0;
  meta: object = {};
  externalKeys: Readonly<Record<string, Buffer>> | undefined;
  renewalInfo: object | undefined;
  /** Certificates for other names than those ordered. */
  issueFor: readonly string[] | undefined;
  offers: readonly ChallengeKind[] = KINDS;
  /** What the CA sees when it looks at a challenge; a problem makes it invalid. */
  look: (challenge: Look) => Problem | undefined | Promise<Problem | undefined> = () => undefined;
  readonly #nonces = new Set<string>();

  readonly transport: AcmeTransport = async (request, signal) => {
    signal.throwIfAborted();
    return this.#answer(request);
  };

  async #answer(request: AcmeRequest): Promise<AcmeResponse> {
    const path = request.url.slice(FAKE_CA.length);
    this.requests.push(path);
    const nonce = this.#newNonce();
    const at = this.refusals.findIndex((refusal) => path.startsWith(refusal.path));
    const [refused] = at === -1 ? [] : this.refusals.splice(at, 1);
    if (refused !== undefined) return withNonce(refuse(refused.refusal), nonce);
    if (request.method !== 'POST') return withNonce(this.#answerPublic(path), nonce);
    const jws = readJws(request.body ?? '', (kid) => this.accounts[numberIn(kid)]?.jwk);
    return withNonce(await this.#answerSigned(path, jws, request.url), nonce);
  }

  #answerPublic(path: string): AcmeResponse {
    if (path === '/dir') {
      const urls = { newNonce: '/nonce', newAccount: '/new-account', newOrder: '/new-order' };
      const absolute = Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, FAKE_CA + url]));
      return json(200, {
        ...absolute,
        meta: { externalAccountRequired: this.externalKeys !== undefined, ...this.meta },
        ...(this.renewalInfo && { renewalInfo: `${FAKE_CA}/ari` }),
      });
    }
    if (path.startsWith('/ari/')) return json(200, this.renewalInfo ?? {}, { 'retry-after': '21600' });
    return json(200, {});
  }

  async #answerSigned(path: string, jws: ReadJws, url: string): Promise<AcmeResponse> {
    const { nonce = '' } = jws.header;
    if (jws.header.url !== url) return refuse({ status: 400, type: 'malformed' });
    if (!this.#nonces.delete(nonce) || this.staleNonces-- > 0)
      return refuse({ status: 400, type: 'badNonce' });
    if (path === '/new-account') return this.#newAccount(jws);
    if (path.startsWith('/account/')) return this.#endAccount(path, jws);
    if (path === '/new-order') return this.#newOrder(jws);
    const order = this.orders[numberIn(path)];
    if (order === undefined) return refuse({ status: 404, type: 'malformed', detail: 'no such order' });
    if (path.startsWith('/order/')) return this.#showOrder(order, path);
    if (path.startsWith('/authz/')) return json(200, this.#showAuthorization(order, path));
    if (path.startsWith('/challenge/')) return this.#challenge(order, path, jws);
    if (path.startsWith('/finalize/')) return this.#finalize(order, path, jws);
    return { status: 200, headers: {}, body: order.certificate ?? '' };
  }

  #newAccount({ payload = {}, jwk }: ReadJws): AcmeResponse {
    const known = this.accounts.findIndex((account) => thumbprintOf(account.jwk) === thumbprintOf(jwk));
    if (known !== -1) return json(200, { status: 'valid' }, { location: `${FAKE_CA}/account/${known}` });
    if (this.externalKeys !== undefined) {
      const keys = Object.values(this.externalKeys);
      if (!keys.some((key) => isBound(payload.externalAccountBinding, key, jwk)))
        return refuse({ status: 403, type: 'unauthorized', detail: 'external account binding is wrong' });
    }
    this.accounts.push({ jwk, status: 'valid', contact: payload.contact });
    return json(201, { status: 'valid' }, { location: `${FAKE_CA}/account/${this.accounts.length - 1}` });
  }

  #endAccount(path: string, { payload = {} }: ReadJws): AcmeResponse {
    const account = this.accounts[numberIn(path)];
    if (account !== undefined) account.status = String(payload.status);
    return json(200, { status: account?.status });
  }

  #newOrder({ payload = {} }: ReadJws): AcmeResponse {
    const identifiers = payload.identifiers as { readonly value: string }[];
    const hostnames = identifiers.map(({ value }) => value);
    const authorizations = hostnames.map(
      (name): FakeAuthorization => ({
        status: 'pending',
        hostname: name.replace(/^\*\./, ''),
        token: randomBytes(16).toString('base64url'),
        kinds: this.offers,
      }),
    );
    this.orders.push({ status: 'pending', hostnames, authorizations, replaces: payload.replaces });
    const path = `/order/${this.orders.length - 1}`;
    return { ...this.#showOrder(this.orders.at(-1), path), status: 201 };
  }

  #showOrder(order: FakeOrder | undefined, path: string): AcmeResponse {
    const number = numberIn(path);
    if (order?.status === 'processing' && this.processing-- <= 0) order.status = 'valid';
    return json(
      200,
      {
        status: order?.status,
        authorizations: order?.authorizations.map((_, index) => `${FAKE_CA}/authz/${number}/${index}`),
        finalize: `${FAKE_CA}/finalize/${number}`,
        ...(order?.status === 'valid' && { certificate: `${FAKE_CA}/certificate/${number}` }),
        ...(order?.error && { error: order.error }),
      },
      { location: `${FAKE_CA}/order/${number}`, 'retry-after': '3' },
    );
  }

  #showAuthorization(order: FakeOrder, path: string): object {
    const authorization = order.authorizations[numberIn(path, 1)];
    const { kinds = [], status, hostname, token, error } = authorization ?? {};
    const challenges = kinds.map((type) => ({
      type,
      token,
      status,
      url: `${FAKE_CA}/challenge/${numberIn(path)}/${numberIn(path, 1)}/${type}`,
      ...(error && { error }),
    }));
    return { status, identifier: { type: 'dns', value: hostname }, challenges };
  }

  async #challenge(order: FakeOrder, path: string, { jwk }: ReadJws): Promise<AcmeResponse> {
    const authorization = order.authorizations[numberIn(path, 1)];
    const kind = KINDS.find((one) => path.endsWith(one)) ?? 'http-01';
    if (authorization?.status === 'pending') {
      const { hostname, token } = authorization;
      const error = await this.look({
        kind,
        hostname,
        token,
        keyAuthorization: `${token}.${thumbprintOf(jwk)}`,
      });
      authorization.status = error === undefined ? 'valid' : 'invalid';
      if (error !== undefined) {
        authorization.error = error;
        order.status = 'invalid';
      } else if (order.authorizations.every(({ status }) => status === 'valid')) order.status = 'ready';
    }
    const { token, status } = authorization ?? {};
    return json(200, { type: kind, url: FAKE_CA + path, token, status });
  }

  #finalize(order: FakeOrder, path: string, { payload = {} }: ReadJws): AcmeResponse {
    if (order.status !== 'ready') return refuse({ status: 403, type: 'orderNotReady' });
    const keys = { ...generateTestKeys(), publicKey: publicKeyOfRequest(String(payload.csr)) };
    order.certificate = this.#issuer.issue({ hostnames: this.issueFor ?? order.hostnames, keys }).chainPem;
    this.issued.push(order.certificate);
    order.status = 'processing';
    return this.#showOrder(order, path);
  }

  #newNonce(): string {
    const nonce = randomBytes(8).toString('base64url');
    this.#nonces.add(nonce);
    return nonce;
  }
}

/** The number at that place of a path, counted behind its first name. */
function numberIn(path: string, place = 0): number {
  return Number(path.replace(FAKE_CA, '').split('/')[2 + place]);
}

function json(status: number, body: object, headers: Readonly<Record<string, string>> = {}): AcmeResponse {
  return { status, headers, body: JSON.stringify(body) };
}

function refuse({ status, type, detail = `refused: ${type}`, headers = {} }: Refusal): AcmeResponse {
  return json(status, { type: URN + type, detail }, headers);
}

function withNonce(response: AcmeResponse, nonce: string): AcmeResponse {
  return { ...response, headers: { ...response.headers, 'replay-nonce': nonce } };
}
