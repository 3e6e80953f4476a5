import { CausewayError, type ErrorDocument, httpStatuses } from '@causeway/errors';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { provisioningErrors } from '../errors.ts';
import { OPEN_BODY_LIMIT } from './body-limits.ts';
import { challengeFor } from './identity.ts';

/** Five clients with names of 255 characters and a sentence each, and room to spare. */
const LONGEST_PART = 4_000;
/** Longest address that is shown back. */
const SHOWN_LENGTH = 300;

/** Answers every error with its document; what is not ours is logged and answered as a fault without its text. */
export function answerError(
  error: FastifyError | CausewayError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const explained = explainError(error, request.routeOptions?.bodyLimit);
  if (explained.document.kind === 'fault') request.log.error({ err: error }, 'a request failed by our fault');
  const challenge = explained.status === 401 ? challengeFor(request) : undefined;
  if (challenge !== undefined) void reply.header('www-authenticate', challenge);
  void send(reply, explained);
}

export interface ExplainedError {
  readonly status: number;
  readonly document: ErrorDocument;
}

/**
 * What an error is answered with: of what is not ours, a fault or a refusal without its text.
 * @param bodyLimit in bytes, where the route takes a body
 */
export function explainError(error: Error, bodyLimit = OPEN_BODY_LIMIT): ExplainedError {
  const known = error instanceof CausewayError ? error : translate(error, bodyLimit);
  return { status: statusOf(known), document: shorten(known.toDocument()) };
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  const seen = `${request.method} ${request.url.slice(0, SHOWN_LENGTH)}`;
  const error = provisioningErrors.error('ROUTE_NOT_FOUND', { seen, expected: 'a route of the API' });
  void send(reply, explainError(error));
}

function send(reply: FastifyReply, { status, document }: ExplainedError): FastifyReply {
  if (document.retryAfterSeconds !== undefined) void reply.header('retry-after', document.retryAfterSeconds);
  return reply.code(status).send({ error: document });
}

/** A safety net under every message: nothing that was sent comes back whole, however long it was. */
function shorten({ seen, expected, ...rest }: ErrorDocument): ErrorDocument {
  const cut = (text: string) =>
    text.length > LONGEST_PART ? `${text.slice(0, LONGEST_PART)}… (${text.length} characters)` : text;
  return {
    ...rest,
    ...(seen !== undefined && { seen: cut(seen) }),
    ...(expected !== undefined && { expected: cut(expected) }),
  };
}

function statusOf({ kind, code }: CausewayError): number {
  if (code === 'SIGNED_OUT' || code === 'TOTP_NEEDED') return 401;
  if (code === 'TOO_MANY_ATTEMPTS') return 429;
  if (code === 'REQUEST_TOO_LARGE') return 413;
  return httpStatuses[kind];
}

/** What Fastify itself refuses: bodies that are no JSON or too large, addresses that cannot be read. */
function translate(
  error: Error & Partial<Pick<FastifyError, 'code' | 'statusCode'>>,
  bodyLimit: number,
): CausewayError {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return provisioningErrors.error('REQUEST_TOO_LARGE', {
      seen: 'a body that goes on beyond the limit',
      expected: `at most ${bodyLimit} bytes`,
      cause: error,
    });
  }
  const status = error.statusCode ?? 500;
  if (status >= 500) return provisioningErrors.error('INTERNAL_FAULT', { cause: error });
  return provisioningErrors.error('REQUEST_INVALID', {
    seen: error.message.slice(0, SHOWN_LENGTH),
    expected: expectedInPlaceOf(error),
    cause: error,
  });
}

function expectedInPlaceOf({ code }: { readonly code?: string }): string {
  if (code === 'FST_ERR_BAD_URL') return 'an address in percent-encoded UTF-8 (RFC 3986)';
  return 'a body of JSON with `Content-Type: application/json`';
}
