import type { FastifyRequest } from 'fastify';
import type { AccessDesk } from '../access/access-desk.ts';
import { provisioningErrors } from '../errors.ts';
import type { AdminRecord } from '../provisioning-store.ts';

const COOKIE = 'causeway_session';
/** Longest origin that is shown back. */
const SHOWN_LENGTH = 300;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The secret that a request carries: a bearer token, or the session's cookie when no other way was tried. Where a route
 * takes `Basic` for programs that cannot send a bearer token, its password, whoever its user is said to be.
 */
export function secretOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  // A browser can be led to send `Basic` with the cookie: that must not pass for a program with a token.
  if (authorization === undefined) return cookieOf(request);
  return /^Bearer (\S+)$/i.exec(authorization)?.[1] ?? passwordOf(request, authorization);
}

/** RFC 7617: the base64 of user, colon and password. */
function passwordOf(request: FastifyRequest, authorization: string): string | undefined {
  const isTaken =
    SAFE_METHODS.has(request.method) && request.routeOptions?.config.takesBasic?.(request) === true;
  const credentials = isTaken ? /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1] : undefined;
  const text = Buffer.from(credentials ?? '', 'base64').toString();
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) || undefined : undefined;
}

/** The signed-in admin. @throws SIGNED_OUT, CROSS_SITE_REQUEST */
export async function authenticate(request: FastifyRequest, access: AccessDesk): Promise<AdminRecord> {
  const isByCookie = request.headers.authorization === undefined;
  if (isByCookie && !SAFE_METHODS.has(request.method) && !isSameOrigin(request)) {
    throw provisioningErrors.error('CROSS_SITE_REQUEST', {
      seen: `origin ${request.headers.origin?.slice(0, SHOWN_LENGTH) ?? 'not said'}`,
      expected: `origin https://${request.headers.host}`,
    });
  }
  return access.authenticate(secretOf(request));
}

/** The session's cookie: for this host and HTTPS alone, out of reach of scripts and of other sites. */
export function sessionCookie(secret: string, expiresAt: number): string {
  return `${COOKIE}=${secret}; Path=/; Secure; HttpOnly; SameSite=Strict; Expires=${new Date(expiresAt).toUTCString()}`;
}

export function endedSessionCookie(): string {
  return sessionCookie('', 0);
}

function cookieOf(request: FastifyRequest): string | undefined {
  const cookies = request.headers.cookie?.split('; ') ?? [];
  return cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) || undefined;
}

function isSameOrigin(request: FastifyRequest): boolean {
  return request.headers.origin === `https://${request.headers.host}`;
}
