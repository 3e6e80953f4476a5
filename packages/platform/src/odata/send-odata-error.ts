import { CausewayError, type ErrorDocument } from '@causeway/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isUnsupported } from '../filter/filter-invalid.ts';
import type { PlatformOptions } from '../platform-options.ts';

/** Excel and Power BI ask for a user and a password after this; the password is the API token (RFC 7617). */
export const BASIC_CHALLENGE = 'Basic realm="Causeway: any user, an API token as password", charset="UTF-8"';

/** An error as OData says it (JSON 4.0 section 19), with our whole document inside. */
export function sendODataError(
  error: Error,
  {
    request,
    reply,
    explain,
  }: { request: FastifyRequest; reply: FastifyReply } & Pick<PlatformOptions, 'explain'>,
): void {
  const { status, document } = explain(error);
  if (document.kind === 'fault') request.log.error({ err: error }, 'a request failed by our fault');
  if (status === 401 && request.routeOptions.config.takesBasic?.(request) === true)
    void reply.header('www-authenticate', BASIC_CHALLENGE);
  if (document.retryAfterSeconds !== undefined) void reply.header('retry-after', document.retryAfterSeconds);
  const { code } = document;
  void reply
    .code(statusOf(error) ?? status)
    .type('application/json;charset=utf-8')
    .send(JSON.stringify({ error: { code, message: sentenceOf(document), innererror: document } }));
}

/** Statuses that OData gives to what it names (part 1, sections 9.3.1 and 11.2.11). */
function statusOf(error: Error): number | undefined {
  if (!(error instanceof CausewayError)) return undefined;
  if (error.code === 'ODATA_UNSUPPORTED' || isUnsupported(error)) return 501;
  return error.code === 'ODATA_FORMAT_UNKNOWN' ? 415 : undefined;
}

/** Spreadsheets show the message alone. */
function sentenceOf({ message, seen, expected, hint }: ErrorDocument): string {
  const parts = [message, seen && `Seen: ${seen}.`, expected && `Expected: ${expected}.`, hint];
  return parts.filter(Boolean).join(' ');
}
