import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { CausewayError } from '@causeway/errors';
import { provisioningErrors } from '../errors.ts';
import { explainConnection, tooSlow } from './explain-failure.ts';
import { lookup } from './loopback-lookup.ts';
import { type Notice, noticeIdOf } from './notice.ts';
import type { WebhookChannel } from './notice-store.ts';
import type { SendOptions } from './send-options.ts';
import { signWebhook } from './webhook-signature.ts';

/**
 * Posts a notice as signed JSON. Redirects are answers like any other, and what the receiver says beside its status is
 * not read.
 * @throws NOTICE_RECEIVER_UNTRUSTED, NOTICE_RECEIVER_UNAVAILABLE, NOTICE_REFUSED
 */
export async function sendWebhook(
  channel: WebhookChannel,
  notice: Notice,
  raisedAt: number,
  options: SendOptions,
): Promise<void> {
  const response = await post(channel, bodyOf(notice, raisedAt), noticeIdOf(notice), options);
  const status = response.statusCode ?? 0;
  response.destroy();
  if (status < 200 || status >= 300) throw explainStatus(status, response, channel, options.now());
}

function bodyOf(notice: Notice, raisedAt: number): string {
  const { kind, subject, severity, text, details } = notice;
  const timestamp = new Date(raisedAt).toISOString();
  return JSON.stringify({ id: noticeIdOf(notice), type: kind, timestamp, subject, severity, text, details });
}

function post(
  { url, secret, anchorPem }: WebhookChannel,
  body: string,
  id: string,
  { now, limitMs, signal }: SendOptions,
): Promise<IncomingMessage> {
  const target = new URL(url);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'causeway',
    ...signWebhook({ id, timestamp: Math.floor(now() / 1000), body }, secret),
  };
  const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
  const options = { method: 'POST', headers, lookup, agent: false, signal: limit } as const;
  return new Promise((resolve, reject) => {
    const request =
      target.protocol === 'https:'
        ? httpsRequest(
            target,
            { ...options, minVersion: 'TLSv1.2', ...(anchorPem !== null && { ca: anchorPem }) },
            resolve,
          )
        : httpRequest(target, options, resolve);
    request.on('error', (cause: Error & { code?: string }) => {
      if (signal.aborted) reject(signal.reason);
      else if (limit.aborted) reject(tooSlow(target.host, limitMs, cause));
      else reject(explainConnection(cause, cause.code, target.host));
    });
    request.end(body);
  });
}

/** RFC 9110 section 15 and RFC 6585: what may be different at another time. */
const FOR_NOW = new Set([408, 425, 429]);

function explainStatus(
  status: number,
  { headers }: IncomingMessage,
  { url }: WebhookChannel,
  now: number,
): CausewayError {
  const code = status >= 500 || FOR_NOW.has(status) ? 'NOTICE_RECEIVER_UNAVAILABLE' : 'NOTICE_REFUSED';
  return provisioningErrors.error(code, {
    seen: `${new URL(url).host}: status ${status}`,
    expected: 'a status from 200 to 299',
    retryAfterSeconds: parseRetryAfter(headers['retry-after'], now),
  });
}

/** RFC 9110 section 5.6.7, the form that senders must use. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/** RFC 9110 section 10.2.3: seconds, or a date. */
export function parseRetryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const at = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}
