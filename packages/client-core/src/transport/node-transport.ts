import { lookup as systemLookup } from 'node:dns';
import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { rootCertificates } from 'node:tls';
import { isTrialHostname, parseAddress } from '@causeway/contract';
import {
  type Transport,
  type TransportAnswer,
  TransportFailure,
  type TransportRequest,
} from '../core/ports.ts';
import { certificateFailureCodeOf, failureCodeOf } from './failure-code.ts';
import { limitConnecting } from './limit-connecting.ts';
import { readAnswer } from './read-answer.ts';
import { type Witness, witnessHandshake } from './witness.ts';

/** Name, connection, handshake and answer together: a bad line needs some, a dead one must not hold up the round. */
const REQUEST_LIMIT_MS = 30_000;
/** Name and connection: the fourth SYN is out by then (RFC 6298: after 1, 3 and 7 s), and there is another address to try. */
const CONNECT_LIMIT_MS = 10_000;
/** What a bad line carries: time for a large body comes on top. */
const BYTES_A_MS = 16;

/** The wire. A connection of its own for each request: only a fresh handshake shows what this computer trusts today. */
export class NodeTransport implements Transport {
  readonly #limitMs: number;
  readonly #connectLimitMs: number;

  constructor(limitMs = REQUEST_LIMIT_MS, connectLimitMs = CONNECT_LIMIT_MS) {
    this.#limitMs = limitMs;
    this.#connectLimitMs = connectLimitMs;
  }

  async send(request: TransportRequest): Promise<TransportAnswer> {
    const { body, timeoutMs = this.#limitMs } = request;
    const limitMs = timeoutMs + Math.ceil((body?.length ?? 0) / BYTES_A_MS);
    const limit = AbortSignal.timeout(limitMs);
    const signal = AbortSignal.any([limit, ...(request.signal ? [request.signal] : [])]);
    try {
      return await ask(request, signal, this.#connectLimitMs);
    } catch (error) {
      if (request.signal?.aborted || !limit.aborted) throw error;
      throw new TransportFailure('TIMEOUT', `no answer within ${limitMs / 1000} s`, undefined, error);
    }
  }
}

/** @throws TransportFailure, or the reason of the signal */
async function ask(
  asked: TransportRequest,
  signal: AbortSignal,
  connectLimitMs: number,
): Promise<TransportAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<TransportAnswer>();
  const request = openRequest(asked, signal);
  limitConnecting(request, connectLimitMs);
  const witness = witnessHandshake(request);
  request.on('error', reject);
  request.on('response', (response) => {
    // A server may answer before it has read everything, and hang up: then the answer counts.
    request.off('error', reject).on('error', () => {});
    readAnswer(response, asked.maxBytes).then(resolve, reject);
  });
  request.end(asked.body);
  try {
    return await promise;
  } catch (error) {
    if (signal.aborted || error instanceof TransportFailure || !(error instanceof Error)) throw error;
    throw explain(error, witness);
  }
}

function openRequest(
  { address, method, path, headers, body, anchorsPem, systemStore, alpn }: TransportRequest,
  signal: AbortSignal,
) {
  const { scheme, hostname, port } = parseAddress(address);
  const length = body === undefined ? {} : { 'content-length': String(body.length) };
  const options: RequestOptions = {
    ...{ hostname, port, method, path, signal, lookup },
    agent: false,
    headers: { ...headers, ...length },
  };
  if (scheme === 'http') return httpRequest(options);
  const ca = [...anchorsPem, ...(systemStore ? rootCertificates : [])];
  const asking = alpn === undefined ? {} : { ALPNProtocols: [alpn] };
  return httpsRequest({ ...options, ...asking, ca, servername: hostname, minVersion: 'TLSv1.2' });
}

function explain(error: Error, { isRefused, certificateSha256 }: Witness): TransportFailure {
  const code = isRefused ? certificateFailureCodeOf(error) : failureCodeOf(error);
  return new TransportFailure(code, messageOf(error), isRefused ? certificateSha256 : undefined, error);
}

/** When every address of a name fails, Node's error says nothing itself. Its advice is for those who start Node. */
function messageOf(error: Error): string {
  const [first] = error instanceof AggregateError ? error.errors : [];
  const message = error.message || (first instanceof Error ? first.message : error.name);
  return message.replace(/; if the root CA is installed locally.*$/, '');
}

/** RFC 6761 section 6.3: names under localhost are loopback, whatever a name server says. */
const lookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(isTrialHostname(hostname) ? 'localhost' : hostname, options, callback);
};
