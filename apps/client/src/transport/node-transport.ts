import { createHash } from 'node:crypto';
import { lookup as systemLookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { rootCertificates, type TLSSocket } from 'node:tls';
import { isTrialHostname, parseAddress } from '@causeway/contract';
import {
  type Transport,
  type TransportAnswer,
  TransportFailure,
  type TransportRequest,
} from '../core/ports.ts';
import { failureCodeOf } from './failure-code.ts';

/** Name, connection, handshake and answer together: a bad line needs some, a dead one must not hold up the round. */
const REQUEST_LIMIT_MS = 30_000;

/** The wire. A connection of its own for each request: only a fresh handshake shows what this computer trusts today. */
export class NodeTransport implements Transport {
  readonly #limitMs: number;

  constructor(limitMs = REQUEST_LIMIT_MS) {
    this.#limitMs = limitMs;
  }

  async send(request: TransportRequest): Promise<TransportAnswer> {
    const limit = AbortSignal.timeout(this.#limitMs);
    const signal = AbortSignal.any([limit, ...(request.signal ? [request.signal] : [])]);
    try {
      return await ask(request, signal);
    } catch (error) {
      if (request.signal?.aborted || error instanceof TransportFailure || !(error instanceof Error))
        throw error;
      if (limit.aborted)
        throw new TransportFailure('TIMEOUT', `no answer within ${this.#limitMs / 1000} s`, undefined, error);
      throw new TransportFailure(
        failureCodeOf(error),
        error.message || failureCodeOf(error),
        certificateOf(error),
        error,
      );
    }
  }
}

function ask(
  { address, method, path, headers, body, anchorsPem, systemStore, maxBytes }: TransportRequest,
  signal: AbortSignal,
): Promise<TransportAnswer> {
  const { scheme, hostname, port } = parseAddress(address);
  const length = body === undefined ? {} : { 'content-length': String(body.length) };
  const options: RequestOptions = {
    hostname,
    port,
    method,
    path,
    signal,
    lookup,
    agent: false,
    headers: { ...headers, ...length },
  };
  const ca = [...anchorsPem, ...(systemStore ? rootCertificates : [])];
  return new Promise((resolve, reject) => {
    const request =
      scheme === 'https'
        ? httpsRequest({ ...options, ca, servername: hostname, minVersion: 'TLSv1.2' })
        : httpRequest(options);
    request.on('error', reject);
    request.on('response', (response) => readAnswer(response, maxBytes).then(resolve, reject));
    request.end(body);
  });
}

async function readAnswer(response: IncomingMessage, maxBytes: number): Promise<TransportAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > maxBytes) throw new TransportFailure('ANSWER_TOO_LARGE', `more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  return { status: response.statusCode ?? 0, headers, body: Buffer.concat(chunks) };
}

/** RFC 6761 section 6.3: names under localhost are loopback, whatever a name server says. */
const lookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(isTrialHostname(hostname) ? 'localhost' : hostname, options, callback);
};

/** The certificate that was refused, as Node hands it over with some errors. */
function certificateOf(error: Error & { cert?: { raw?: Buffer }; socket?: TLSSocket }): string | undefined {
  const raw = error.cert?.raw;
  return raw === undefined ? undefined : createHash('sha256').update(raw).digest('hex');
}
