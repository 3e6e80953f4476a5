import type { ErrorDocument } from '@causeway/errors';
import { type TransportAnswer, TransportFailure } from './ports.ts';

/** Somebody answered, and it was a refusal. Who it was is not proven. */
export class Refusal extends TransportFailure {
  readonly status: number;
  /** What an endpoint server says about it; undefined when it was none that answered. */
  readonly document: Pick<ErrorDocument, 'code' | 'message'> | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** The server's own time, milliseconds since 1970. */
  readonly serverTime: number | undefined;

  constructor({ status, headers, body }: TransportAnswer) {
    const document = readDocument(body);
    super(document?.code ?? `HTTP_STATUS_${status}`, document?.message ?? `status ${status}`);
    this.status = status;
    this.document = document;
    this.serverTime = readDate(headers.date);
    this.retryAfterSeconds = readRetryAfter(headers['retry-after'], this.serverTime);
  }

  /** Asked to wait (RFC 6585 section 4, RFC 9110 section 15.6.4). */
  get isBusy(): boolean {
    return (this.status === 429 || this.status === 503) && this.retryAfterSeconds !== undefined;
  }
}

function readDocument(body: Uint8Array): Refusal['document'] {
  try {
    const { error } = JSON.parse(Buffer.from(body).toString('utf8')) as { error?: Record<string, unknown> };
    const { code, message } = error ?? {};
    const isOurs = typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,59}$/.test(code);
    return isOurs ? { code, message: typeof message === 'string' ? message : code } : undefined;
  } catch {
    return undefined;
  }
}

function readDate(text: string | undefined): number | undefined {
  const date = Date.parse(text ?? '');
  return Number.isNaN(date) ? undefined : date;
}

/** Seconds, or the date until when (RFC 9110 section 10.2.3) by the server's own clock. */
function readRetryAfter(text: string | undefined, serverTime: number | undefined): number | undefined {
  if (text !== undefined && /^\d{1,9}$/.test(text)) return Number(text);
  const until = readDate(text);
  if (until === undefined || serverTime === undefined) return undefined;
  return Math.max(0, Math.round((until - serverTime) / 1000));
}
