import { CausewayError, type ErrorDocument, httpStatuses } from '@causeway/errors';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { provisioningErrors } from '../errors.ts';

/** Answers every error with its document; what is not ours is logged and answered as a fault without its text. */
export function answerError(
  error: FastifyError | CausewayError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const known = error instanceof CausewayError ? error : translate(error);
  if (known.kind === 'fault') request.log.error({ err: error }, 'a request failed by our fault');
  void send(reply, known);
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  void send(reply, provisioningErrors.error('ROUTE_NOT_FOUND', { seen: `${request.method} ${request.url}` }));
}

function send(reply: FastifyReply, error: CausewayError): FastifyReply {
  const document: ErrorDocument = error.toDocument();
  if (error.retryAfterSeconds !== undefined) void reply.header('retry-after', error.retryAfterSeconds);
  return reply.code(statusOf(error)).send({ error: document });
}

function statusOf({ kind, code }: CausewayError): number {
  if (code === 'SIGNED_OUT') return 401;
  if (code === 'TOO_MANY_ATTEMPTS') return 429;
  if (code === 'REQUEST_TOO_LARGE') return 413;
  return httpStatuses[kind];
}

/** What Fastify itself refuses: bodies that are no JSON, too large, or against the schema. */
function translate(error: FastifyError): CausewayError {
  if (error.validation !== undefined) return describeViolation(error);
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return provisioningErrors.error('REQUEST_TOO_LARGE', { seen: error.message, cause: error });
  }
  const status = error.statusCode ?? 500;
  if (status < 500) return provisioningErrors.error('REQUEST_INVALID', { seen: error.message, cause: error });
  return provisioningErrors.error('INTERNAL_FAULT', { cause: error });
}

function describeViolation(error: FastifyError): CausewayError {
  const [first] = error.validation ?? [];
  const where = `${error.validationContext ?? 'request'}${first?.instancePath ?? ''}`;
  return provisioningErrors.error('REQUEST_INVALID', {
    seen: where,
    expected: `${where} ${first?.message ?? 'as in the schema'}${describeParameters(first?.params)}`,
    cause: error,
  });
}

function describeParameters(parameters: Record<string, unknown> | undefined): string {
  const named = parameters?.additionalProperty ?? parameters?.missingProperty ?? parameters?.allowedValue;
  return typeof named === 'string' ? ` (${named})` : '';
}
