import type { ServerResponse } from 'node:http';
import { CausewayError, httpStatuses } from '@causeway/errors';
import { signatureErrors } from '@causeway/message-signatures';
import { endpointErrors } from '../errors.ts';

const STATUSES: Readonly<Record<string, number>> = {
  CLOCK_SKEWED: 401,
  REQUEST_REPLAYED: 401,
  MESSAGE_TOO_LARGE: 413,
  METHOD_WRONG: 405,
  ENROLLMENT_LIMITED: 429,
};

export function answerEmpty(response: ServerResponse): void {
  response.statusCode = 204;
  response.end();
}

export function answerJson(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

/** The error's document under its status; what is not ours is a fault whose text stays here. @returns the fault, if it is one */
export function answerError(response: ServerResponse, error: unknown): unknown {
  const known = error instanceof CausewayError && error.kind !== 'fault' ? error : undefined;
  if (response.headersSent) response.destroy();
  else if (known === undefined)
    answerJson(response, 500, JSON.stringify({ error: { kind: 'fault', code: 'INTERNAL_FAULT' } }));
  else {
    const { retryAfterSeconds } = known;
    const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
    answerJson(response, statusOf(known), JSON.stringify({ error: known.toDocument() }), headers);
  }
  return known === undefined ? error : undefined;
}

function statusOf(error: CausewayError): number {
  if (signatureErrors.is(error) && error.kind === 'access') return 401;
  return STATUSES[error.code] ?? httpStatuses[error.kind];
}

export function overloaded(): CausewayError {
  return endpointErrors.error('ENDPOINT_OVERLOADED', { retryAfterSeconds: OVERLOAD_REST_SECONDS });
}

/** Time for the backlog of any burst to be written. */
const OVERLOAD_REST_SECONDS = 30;
