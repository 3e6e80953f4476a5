import type { IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { provisioningErrors } from '../../errors.ts';
import { lookup } from '../../notices/loopback-lookup.ts';

/** A person waits for it. */
const ANSWER_LIMIT_MS = 15_000;
/** A discovery document or a set of keys has some kilobytes. */
const MAX_ANSWER_BYTES = 1_048_576;
const TRUST_CODES =
  /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;

export interface Sent {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * `fetch` over HTTPS alone, under the public CAs or under the given anchors alone. Redirects are answers like any other.
 * @throws OPENID_UNTRUSTED, OPENID_UNREACHABLE
 */
export async function fetchOverHttps(url: string, sent: Sent, anchorPem: string | null): Promise<Response> {
  const target = new URL(url);
  if (target.protocol !== 'https:') throw unreachable(target, `${target.protocol} is not https:`);
  const body = sent.body === undefined || sent.body === null ? undefined : String(sent.body);
  const options: RequestOptions = {
    ...{ method: sent.method, agent: false, lookup, minVersion: 'TLSv1.2' },
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    headers: {
      ...sent.headers,
      ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
    },
    ...(anchorPem !== null && { ca: anchorPem }),
  };
  try {
    return await toResponse(await send(target, options, body));
  } catch (error) {
    throw explain(error, target);
  }
}

function send(target: URL, options: RequestOptions, body: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpsRequest(target, options, resolve).on('error', reject).end(body);
  });
}

async function toResponse(message: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new Error(`more than ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  const headers = Object.entries(message.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  const status = message.statusCode ?? 502;
  // To these, a Response must have no body.
  const isEmpty = [204, 205, 304].includes(status);
  return new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers });
}

function explain(error: unknown, target: URL): Error {
  const { code = '', message = '', name = '' } = error as Error & { code?: string };
  if (name === 'TimeoutError')
    return unreachable(target, `no answer within ${ANSWER_LIMIT_MS / 1000} s`, error);
  if (!TRUST_CODES.test(code)) return unreachable(target, message || code, error);
  return provisioningErrors.error('OPENID_UNTRUSTED', {
    ...{ seen: `${target.origin}: ${message}`, cause: error },
    expected: `a certificate of ${target.hostname} under a CA that is trusted`,
  });
}

function unreachable(target: URL, words: string, cause?: unknown): Error {
  return provisioningErrors.error('OPENID_UNREACHABLE', {
    ...{ seen: `${target.origin}: ${words}`, cause },
    expected: 'an answer over HTTPS',
  });
}
