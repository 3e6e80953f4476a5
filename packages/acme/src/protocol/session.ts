import type { Static, TSchema } from 'typebox';
import { acmeErrors } from '../errors.ts';
import { type AccountKey, signRequest } from './jws.ts';
import { Directory, Problem, readMessage } from './messages.ts';
import { errorOfProblem, problemType } from './problem.ts';
import { parseRetryAfter } from './retry-after.ts';
import type { AcmeResponse, AcmeTransport } from './transport.ts';

export interface SessionOptions {
  readonly transport: AcmeTransport;
  readonly directoryUrl: string;
  readonly key: AccountKey;
  /** The account's URL, its `kid`; null before it is registered. */
  readonly accountUrl: string | null;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

export interface Answer<Body> {
  readonly body: Body;
  readonly location: string | undefined;
  readonly retryAfterSeconds: number | undefined;
}

/** Each try takes a fresh nonce; a CA that refuses ten in a row has another trouble. */
const NONCE_TRIES = 10;

/** Signed requests of one account to one ACME server (RFC 8555 section 6). Every method throws the CA's refusals as coded errors. */
export class Session {
  readonly #options: SessionOptions;
  #directory: Directory | undefined;
  #nonce: string | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  async directory(): Promise<Directory> {
    if (this.#directory !== undefined) return this.#directory;
    const { directoryUrl } = this.#options;
    this.#directory = readMessage(Directory, (await this.#get(directoryUrl)).body, directoryUrl);
    return this.#directory;
  }

  async post<Schema extends TSchema>(
    url: string,
    payload: object,
    schema: Schema,
  ): Promise<Answer<Static<Schema>>> {
    return this.#read(await this.#post(url, payload), schema, url);
  }

  /** POST-as-GET (RFC 8555 section 6.3). */
  async fetch<Schema extends TSchema>(url: string, schema: Schema): Promise<Answer<Static<Schema>>> {
    return this.#read(await this.#post(url, undefined), schema, url);
  }

  async fetchText(url: string, accept: string): Promise<string> {
    return (await this.#post(url, undefined, accept)).body;
  }

  /** An unsigned GET: the directory, and renewal information. */
  async fetchPublic<Schema extends TSchema>(url: string, schema: Schema): Promise<Answer<Static<Schema>>> {
    return this.#read(await this.#get(url), schema, url);
  }

  #read<Schema extends TSchema>(response: AcmeResponse, schema: Schema, url: string): Answer<Static<Schema>> {
    return {
      body: readMessage(schema, response.body, url),
      location: response.headers.location,
      retryAfterSeconds: this.#retryAfter(response),
    };
  }

  async #get(url: string): Promise<AcmeResponse> {
    const { transport, signal } = this.#options;
    return this.#refuseProblem(
      url,
      await transport({ method: 'GET', url, accept: 'application/json' }, signal),
    );
  }

  async #post(url: string, payload: object | undefined, accept = 'application/json'): Promise<AcmeResponse> {
    for (let attempt = 1; ; attempt++) {
      const response = await this.#postOnce(url, payload, accept);
      const isStale = response.status === 400 && problemType(readProblem(response)) === 'badNonce';
      if (!isStale || attempt === NONCE_TRIES) return this.#refuseProblem(url, response);
    }
  }

  async #postOnce(url: string, payload: object | undefined, accept: string): Promise<AcmeResponse> {
    const { transport, signal, key, accountUrl } = this.#options;
    const nonce = this.#nonce ?? (await this.#newNonce());
    this.#nonce = undefined;
    const header = { url, nonce, ...(accountUrl !== null && { kid: accountUrl }) };
    const body = JSON.stringify(signRequest(header, payload, key));
    const response = await transport({ method: 'POST', url, body, accept }, signal);
    this.#nonce = response.headers['replay-nonce'];
    return response;
  }

  async #newNonce(): Promise<string> {
    const { transport, signal } = this.#options;
    const { newNonce: url } = await this.directory();
    const response = this.#refuseProblem(url, await transport({ method: 'HEAD', url }, signal));
    const nonce = response.headers['replay-nonce'];
    if (nonce !== undefined) return nonce;
    throw acmeErrors.error('ACME_ANSWER_UNREADABLE', { seen: `${url}: no Replay-Nonce` });
  }

  #refuseProblem(url: string, response: AcmeResponse): AcmeResponse {
    const { status } = response;
    if (status >= 200 && status < 300) return response;
    throw errorOfProblem(readProblem(response), {
      url,
      status,
      retryAfterSeconds: this.#retryAfter(response),
    });
  }

  #retryAfter({ headers }: AcmeResponse): number | undefined {
    return parseRetryAfter(headers['retry-after'], this.#options.now());
  }
}

/** What is no problem document is one without a type: the status decides. */
function readProblem({ body, status }: AcmeResponse): Problem {
  try {
    return readMessage(Problem, body, '');
  } catch {
    return { detail: `status ${status} without a problem document: ${JSON.stringify(body.slice(0, 200))}` };
  }
}
