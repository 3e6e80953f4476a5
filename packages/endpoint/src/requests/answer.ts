import type { ServerResponse } from 'node:http';
import { CausewayError, httpStatuses } from '@causeway/errors';
import { signatureErrors } from '@causeway/message-signatures';
import { endpointErrors } from '../errors.ts';
import { jsonAnswer, type PlainAnswer, sendAnswer } from './plain-answer.ts';

const STATUSES: Readonly<Record<string, number>> = {
  CLOCK_SKEWED: 401,
  REQUEST_REPLAYED: 401,
  MESSAGE_TOO_LARGE: 413,
  METHOD_WRONG: 405,
  ENROLLMENT_LIMITED: 429,
  FOREIGN_SECRET_MISSING: 401,
  FOREIGN_SECRET_WRONG: 401,
  FOREIGN_SECRET_LIMITED: 429,
  FOREIGN_REGISTRATIONS_LIMITED: 429,
  FOREIGN_ACTION_UNKNOWN: 501,
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
export function answerError(response: ServerResponse, error: unknown, now: number): unknown {
  const refusal = refusalOf(error, now);
  if (response.headersSent) response.destroy();
  else sendAnswer(response, refusal ?? FAULT);
  return refusal === undefined ? error : undefined;
}

/** The refusal that an error of ours is; undefined for a fault, whose text is for nobody else. */
export function refusalOf(error: unknown, now: number): PlainAnswer | undefined {
  if (!(error instanceof CausewayError) || error.kind === 'fault') return undefined;
  const { kind, retryAfterSeconds = kind === 'unavailable' ? REST_SECONDS : undefined } = error;
  return jsonAnswer(statusOf(error), JSON.stringify({ error: error.toDocument() }), {
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    // The client corrects its clock by this: it must be the very clock that it was judged by.
    ...(error.code === 'CLOCK_SKEWED' && { date: new Date(now).toUTCString() }),
  });
}

const FAULT = jsonAnswer(500, JSON.stringify({ error: { kind: 'fault', code: 'INTERNAL_FAULT' } }));

function statusOf(error: CausewayError): number {
  if (signatureErrors.is(error) && error.kind === 'access') return 401;
  return STATUSES[error.code] ?? httpStatuses[error.kind];
}

export function overloaded(): CausewayError {
  return endpointErrors.error('ENDPOINT_OVERLOADED', { retryAfterSeconds: REST_SECONDS });
}

/** Time for the backlog of any burst to be written. */
const REST_SECONDS = 30;
