import { lookup as systemLookup } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isTrialHostname } from '@causeway/contract';
import { acmeErrors } from '../errors.ts';
import type { AcmeRequest, AcmeResponse, AcmeTransport } from './transport.ts';

/** Some CAs think for several seconds about a finalization; half a minute of silence is none of those. */
const ANSWER_LIMIT_MS = 30_000;
/** A chain has a few kilobytes. */
const MAX_ANSWER_BYTES = 1_048_576;
const TRUST_CODES = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH)/;

/** HTTPS under the public roots, or under the given certificates alone. Redirects are answers like any other. */
export function createHttpsTransport(anchorPem: string | null, userAgent: string): AcmeTransport {
  return async (request, signal) => {
    const url = parseAcmeUrl(request.url);
    const limit = AbortSignal.timeout(ANSWER_LIMIT_MS);
    const options: RequestOptions = {
      method: request.method,
      agent: false,
      lookup: resolve,
      minVersion: 'TLSv1.2',
      signal: AbortSignal.any([signal, limit]),
      headers: headersOf(request, userAgent),
      ...(anchorPem !== null && { ca: anchorPem }),
    };
    try {
      return await send(url, options, request.body);
    } catch (error) {
      signal.throwIfAborted();
      throw explain(error, url);
    }
  };
}

/** @throws ACME_URL_INVALID */
export function parseAcmeUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' && url.username === '' && url.password === '') return url;
  throw acmeErrors.error('ACME_URL_INVALID', {
    seen: JSON.stringify(text.slice(0, 200)),
    expected: 'an https:// address',
  });
}

function headersOf({ method, accept, body }: AcmeRequest, userAgent: string): Record<string, string> {
  return {
    // RFC 8555 section 6.1 requires it.
    'user-agent': userAgent,
    ...(accept !== undefined && { accept }),
    ...(method === 'POST' && {
      'content-type': 'application/jose+json',
      'content-length': String(Buffer.byteLength(body ?? '')),
    }),
  };
}

async function send(url: URL, options: RequestOptions, body: string | undefined): Promise<AcmeResponse> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpsRequest(url, options, resolve).on('error', reject).end(body);
  });
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
  const { location } = headers;
  // RFC 8555 section 6.2 has absolute addresses here; relative ones are seen, too.
  if (location !== undefined && URL.canParse(location, url.href))
    headers.location = new URL(location, url).href;
  return { status: response.statusCode ?? 0, headers, body: await read(response, url) };
}

async function read(response: IncomingMessage, url: URL): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) {
      response.destroy();
      throw acmeErrors.error('ACME_ANSWER_UNREADABLE', {
        seen: `${url.href}: more than ${MAX_ANSWER_BYTES} bytes`,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** RFC 6761 section 6.3: names under localhost are loopback. */
const resolve: LookupFunction = (hostname, options, callback) => {
  systemLookup(isTrialHostname(hostname) ? 'localhost' : hostname, options, callback);
};

function explain(error: unknown, url: URL): unknown {
  if (acmeErrors.is(error)) return error;
  const { code = '', message, name } = error as Error & { code?: string };
  const words =
    name === 'TimeoutError' || name === 'AbortError'
      ? `no answer within ${ANSWER_LIMIT_MS / 1000} s`
      : message || code;
  return acmeErrors.error(TRUST_CODES.test(code) ? 'ACME_UNTRUSTED' : 'ACME_UNREACHABLE', {
    seen: `${url.origin}: ${words}`,
    cause: error,
  });
}
