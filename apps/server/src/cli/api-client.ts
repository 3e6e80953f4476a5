import type { IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import { BODY_LIMIT, isTrialHostname } from '@causeway/contract';
import { CausewayError, type ErrorDocument } from '@causeway/errors';
import { provisioningErrors } from '@causeway/provisioning/errors';
import { serverErrors } from '../errors.ts';
import { version } from '../version.ts';

/** Long enough for a preflight that asks a slow name server; a change itself is not waited for here. */
const ANSWER_TIMEOUT_MS = 30_000;

export interface ApiClientOptions {
  readonly url: string;
  readonly secret?: string | undefined;
  readonly anchorPem?: string | undefined;
  readonly signal: AbortSignal;
}

/** Provisioning's HTTP API as the commands use it. Errors arrive as the coded errors that the server made. */
export class ApiClient {
  readonly #options: ApiClientOptions;

  constructor(options: ApiClientOptions) {
    this.#options = options;
  }

  async get<Answer>(path: string): Promise<Answer> {
    return this.#call('GET', path);
  }

  async post<Answer>(path: string, body: unknown = {}): Promise<Answer> {
    return this.#call('POST', path, body);
  }

  async put<Answer>(path: string, body: unknown): Promise<Answer> {
    return this.#call('PUT', path, body);
  }

  async patch<Answer>(path: string, body: unknown): Promise<Answer> {
    return this.#call('PATCH', path, body);
  }

  async delete<Answer>(path: string): Promise<Answer> {
    return this.#call('DELETE', path);
  }

  /** The text of a path, as it comes. */
  async *text(path: string): AsyncIterable<string> {
    yield* this.#chunksOf(await this.#send('GET', path, undefined));
  }

  /** Server-sent events of a path, each as its parsed data, until the server ends them. */
  async *events<Event>(path: string): AsyncIterable<Event> {
    const response = await this.#send('GET', path, undefined);
    let rest = '';
    for await (const chunk of this.#chunksOf(response)) {
      const messages = (rest + chunk).split('\n\n');
      rest = messages.pop() ?? '';
      for (const message of messages) {
        const data = message.split('\n').find((line) => line.startsWith('data: '));
        // Our own server's events have the shape that the OpenAPI document gives.
        if (data !== undefined) yield JSON.parse(data.slice('data: '.length)) as Event;
      }
    }
  }

  /** @throws SERVER_UNREACHABLE when the connection ends before the answer */
  async *#chunksOf(response: IncomingMessage): AsyncIterable<string> {
    try {
      yield* response.setEncoding('utf8');
    } catch (cause) {
      throw cause instanceof Error ? explain(cause, new URL(this.#options.url)) : cause;
    }
  }

  async #call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await this.#send(method, path, body);
    const answer = await text(response);
    // The server validates its answers against the schemas that these types come from.
    return (answer === '' ? undefined : JSON.parse(answer)) as Answer;
  }

  async #send(method: string, path: string, body: unknown): Promise<IncomingMessage> {
    const content = body === undefined ? undefined : JSON.stringify(body);
    refuseTooLarge(content);
    const response = await this.#request(method, `/api/v1${path}`, content);
    if ((response.statusCode ?? 500) < 400) return response;
    throw readError(await text(response), response.statusCode);
  }

  #request(method: string, path: string, content: string | undefined): Promise<IncomingMessage> {
    const { url, secret, anchorPem, signal } = this.#options;
    const target = new URL(url);
    const options: RequestOptions = {
      method,
      // As it is: a URL would take a tenant named ".." for the way up.
      path,
      signal,
      timeout: ANSWER_TIMEOUT_MS,
      headers: {
        'user-agent': `causeway/${version}`,
        ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
        ...(content !== undefined && { 'content-type': 'application/json' }),
      },
      ...(anchorPem && { ca: anchorPem }),
      // RFC 6761 section 6.3: names under localhost are loopback, whatever a name server says.
      ...(isTrialHostname(target.hostname) && {
        family: 0,
        hostname: 'localhost',
        servername: target.hostname,
      }),
    };
    return new Promise((resolve, reject) => {
      const request = httpsRequest(target, options, resolve);
      request.on('error', (cause) => reject(explain(cause, target)));
      request.on('timeout', () =>
        request.destroy(new Error(`no answer within ${ANSWER_TIMEOUT_MS / 1000} s`)),
      );
      request.end(content);
    });
  }
}

/** Said before it is sent: a server that stops reading is not always heard saying why. */
function refuseTooLarge(content: string | undefined): void {
  const size = content === undefined ? 0 : Buffer.byteLength(content);
  if (size <= BODY_LIMIT) return;
  throw provisioningErrors.error('REQUEST_TOO_LARGE', {
    seen: `a request of ${size} bytes`,
    expected: `at most ${BODY_LIMIT} bytes`,
  });
}

const TRUST_CODES = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH)/;

function explain(cause: Error & { code?: string }, target: URL): Error {
  if (cause.name === 'AbortError') return cause;
  if (TRUST_CODES.test(cause.code ?? '')) {
    return serverErrors.error('SERVER_UNTRUSTED', { seen: `${target.origin}: ${cause.message}`, cause });
  }
  return serverErrors.error('SERVER_UNREACHABLE', {
    seen: `${target.origin}: ${cause.message || cause.code}`,
    cause,
  });
}

function readError(body: string, status: number | undefined): Error {
  try {
    const { error } = JSON.parse(body) as { error?: ErrorDocument };
    if (error?.code !== undefined) return CausewayError.fromDocument(error);
  } catch (cause) {
    return serverErrors.error('SERVER_ANSWER_UNREADABLE', { seen: `status ${status}, no JSON`, cause });
  }
  return serverErrors.error('SERVER_ANSWER_UNREADABLE', { seen: `status ${status} without an error code` });
}
