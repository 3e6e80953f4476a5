import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { CausewayError, type ErrorDocument } from '@causeway/errors';
import { endpointServerErrors } from '../errors.ts';
import type { Kept, Progress } from '../local/local-changes.ts';
import type { ApplyRequest, LocalRequest } from '../local/local-request.ts';
import { type ApplyLine, controlPaths, type EndpointStatus, type TestAnswer } from './control-messages.ts';

/** A test asks the platform, which may be far. */
const ANSWER_LIMIT_MS = 60_000;
/** A minute for somebody to come through, and time to take it back. */
const APPLY_LIMIT_MS = 150_000;

/** The running endpoint server of a state folder, over its control socket. */
export class ControlClient {
  readonly #path: string;
  readonly #signal: AbortSignal;

  constructor(path: string, signal: AbortSignal) {
    this.#path = path;
    this.#signal = signal;
  }

  /** @throws ENDPOINT_NOT_RUNNING */
  async status(): Promise<EndpointStatus> {
    return readJson<EndpointStatus>(await this.#send('GET', controlPaths.status));
  }

  /** @throws ENDPOINT_NOT_RUNNING, and what the endpoint server refuses it for */
  async test(request: LocalRequest): Promise<TestAnswer> {
    return readJson<TestAnswer>(await this.#send('POST', controlPaths.test, request));
  }

  /** Resolves when it is kept. @throws LOCAL_CHANGE_REFUSED, LOCAL_CHANGE_REVERTED, ENDPOINT_NOT_RUNNING, … */
  async apply(request: ApplyRequest, report: (progress: Progress) => void): Promise<Kept> {
    const response = await this.#send('POST', controlPaths.apply, request, APPLY_LIMIT_MS);
    for await (const line of linesOf(response, this.#signal)) {
      // Our own process wrote it, of the same version or one that says otherwise.
      const said = JSON.parse(line) as ApplyLine;
      if ('error' in said) throw CausewayError.fromDocument(said.error);
      if ('kept' in said) return said.kept;
      report(said.progress);
    }
    throw endpointServerErrors.error('CONTROL_ANSWER_UNREADABLE', { seen: 'an answer without its end' });
  }

  async #send(
    method: string,
    path: string,
    body?: object,
    limitMs = ANSWER_LIMIT_MS,
  ): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const signal = AbortSignal.any([this.#signal, AbortSignal.timeout(limitMs)]);
    const request = httpRequest({ socketPath: this.#path, method, path, signal, agent: false }, resolve);
    request.on('error', (error) => reject(this.#signal.aborted ? error : notRunning(error)));
    request.end(body === undefined ? undefined : JSON.stringify(body));
    return promise;
  }
}

/** The lines of an answer. @throws CONTROL_ANSWER_UNREADABLE when it breaks off */
async function* linesOf(response: IncomingMessage, signal: AbortSignal): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const chunk of response.setEncoding('utf8')) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (cause) {
    signal.throwIfAborted();
    const seen = cause instanceof Error ? cause.message : String(cause);
    throw endpointServerErrors.error('CONTROL_ANSWER_UNREADABLE', { seen, cause });
  }
}

async function readJson<Value>(response: IncomingMessage): Promise<Value> {
  // Our own process wrote it.
  const value = JSON.parse(await text(response)) as Value | { readonly error: ErrorDocument };
  if (typeof value === 'object' && value !== null && 'error' in value)
    throw CausewayError.fromDocument(value.error);
  // What is no error is the answer.
  return value as Value;
}

function notRunning(cause: Error): Error {
  return endpointServerErrors.error('ENDPOINT_NOT_RUNNING', { seen: cause.message, cause });
}
