import { lookup as systemLookup } from 'node:dns';
import {
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { isTrialHostname } from '@causeway/contract';
import { REHEARSAL_ALPN } from '@causeway/contract/client-messages';
import type { DialOptions, ProofCode, ProofTarget } from './proof.ts';

/** What came of dialing: a status and the certificate that was shown, or why neither. */
export type Dialed =
  | { readonly kind: 'answered'; readonly status: number; readonly certificateSha256: string | null }
  | { readonly kind: 'failed'; readonly code: ProofCode; readonly message: string };

const PROBE_PATH = '/config.ini';

/** Asks as any client would, with the trust that clients have: for the signed config.ini, or for what is expected. */
export function dial(
  target: ProofTarget,
  { timeoutMs, signal }: DialOptions,
  lookup: LookupFunction = resolve,
): Promise<Dialed> {
  const { scheme, hostname, port, anchorPem = '', proxied } = target;
  const { promise, resolve: done } = Promise.withResolvers<Dialed>();
  const options: RequestOptions = {
    hostname,
    port,
    path: proxied?.arrival?.path ?? PROBE_PATH,
    ...(proxied?.forged && { headers: { 'x-forwarded-proto': proxied.forged } }),
    lookup,
    agent: false,
    timeout: timeoutMs,
    ...(signal && { signal }),
  };
  const request: ClientRequest =
    scheme === 'https'
      ? httpsRequest({ ...options, servername: hostname, ca: anchorPem, minVersion: 'TLSv1.2' })
      : httpRequest(options);
  const limit = AbortSignal.timeout(timeoutMs);
  limit.addEventListener('abort', () => request.destroy(limit.reason));
  request.on('response', (response) => {
    done({ kind: 'answered', status: response.statusCode ?? 0, certificateSha256: certificateOf(response) });
    response.destroy();
  });
  request.on('error', (error) => done(explain(error)));
  request.end();
  return promise;
}

/** A handshake that names nobody: what is shown to those who do not say where they want to go. */
export function dialWithoutName(target: ProofTarget, options: DialOptions): Promise<Dialed> {
  return shakeHands(target, { servername: '' }, options);
}

/** A handshake that asks for the coming certificate, verified as strictly as any other. */
export function dialRehearsal(target: ProofTarget, options: DialOptions): Promise<Dialed> {
  const { hostname } = target;
  return shakeHands(target, { servername: hostname, ALPNProtocols: [REHEARSAL_ALPN] }, options);
}

function shakeHands(
  { hostname, port, anchorPem = '' }: ProofTarget,
  asking: Pick<ConnectionOptions, 'servername' | 'ALPNProtocols'>,
  { timeoutMs, signal }: DialOptions,
): Promise<Dialed> {
  const { promise, resolve: done } = Promise.withResolvers<Dialed>();
  const socket: TLSSocket = connect({
    ...{ host: hostname, port, lookup: resolve, ca: anchorPem, minVersion: 'TLSv1.2' },
    ...asking,
  });
  const limit = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
  limit.addEventListener('abort', () => socket.destroy(limit.reason));
  socket.once('secureConnect', () =>
    done({ kind: 'answered', status: 0, certificateSha256: sha256Of(socket) }),
  );
  socket.once('error', (error) => done(explain(error)));
  return promise.finally(() => socket.destroy());
}

/** RFC 6761 section 6.3: names under localhost are loopback. */
export const resolve: LookupFunction = (hostname, options, callback) => {
  systemLookup(isTrialHostname(hostname) ? 'localhost' : hostname, options, callback);
};

/** This machine, whatever the name means to others. */
export const loopback: LookupFunction = (_hostname, options, callback) =>
  systemLookup('localhost', options, callback);

function certificateOf({ socket }: IncomingMessage): string | null {
  return 'getPeerCertificate' in socket ? sha256Of(socket as TLSSocket) : null;
}

function sha256Of(socket: TLSSocket): string | null {
  return socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase() ?? null;
}

/** OpenSSL's names for chains that do not lead to a trusted anchor; some of its refusals have none (openssl-verification-options(1)). */
const UNTRUSTED = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|INVALID_|PATH_LENGTH|AUTHORITY_|UNSPECIFIED$)/;

function explain(error: Error & { code?: string }): Dialed {
  return { kind: 'failed', code: codeOf(error), message: error.message || (error.code ?? error.name) };
}

function codeOf({ code = '', name }: Error & { code?: string }): ProofCode {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'PROOF_NAME_MISMATCH';
  if (UNTRUSTED.test(code)) return 'PROOF_UNTRUSTED';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'PROOF_NAME_NOT_RESOLVED';
  if (name === 'TimeoutError' || code === 'ETIMEDOUT') return 'PROOF_TIMEOUT';
  return 'PROOF_NO_ANSWER';
}
