import type { Scheme } from '@causeway/contract';
import { BASIC_CHALLENGE } from '@causeway/platform';
import type { FastifyRequest } from 'fastify';
import type { AccessDesk } from '../access/access-desk.ts';
import type { SignedIn } from '../access/credentials-desk.ts';
import { provisioningErrors } from '../errors.ts';

/** Where a request comes in. */
export interface Entrance {
  readonly access: AccessDesk;
  /** As the listener knows it, never as a header says. */
  readonly scheme: Scheme;
  /** IP address of who calls. */
  readonly from: string;
}

/** Whose cookies there are, and how they travel. */
type CookiePlace = Pick<Entrance, 'scheme'> & { readonly access: Pick<AccessDesk, 'reach'> };

/** Longest origin that is shown back, and longest name of a program that is kept. */
const SHOWN_LENGTH = 300;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The secret that a request carries: a bearer token, or the session's cookie when no other way was tried. Where a route
 * takes `Basic` for programs that cannot send a bearer token, its password, whoever its user is said to be.
 */
export function secretOf(request: FastifyRequest, place: CookiePlace): string | undefined {
  const { authorization } = request.headers;
  // A browser can be led to send `Basic` with the cookie: that must not pass for a program with a token.
  if (authorization === undefined) return cookieOf(request, cookieName(place));
  return /^Bearer (\S+)$/i.exec(authorization)?.[1] ?? passwordOf(request, authorization);
}

/** RFC 7617: the base64 of user, colon and password. */
function passwordOf(request: FastifyRequest, authorization: string): string | undefined {
  const credentials = takesBasic(request)
    ? /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1]
    : undefined;
  const text = Buffer.from(credentials ?? '', 'base64').toString();
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) || undefined : undefined;
}

function takesBasic(request: FastifyRequest): boolean {
  return SAFE_METHODS.has(request.method) && request.routeOptions?.config.takesBasic?.(request) === true;
}

/**
 * What a program that sends no password before it is asked (wget, a spreadsheet) is asked with. A browser is not: it would
 * put its own dialog over the console's page to sign in, and says by Sec-Fetch-Mode that it is one.
 */
export function challengeFor(request: FastifyRequest): string | undefined {
  const isBrowser = request.headers['sec-fetch-mode'] !== undefined;
  return takesBasic(request) && !isBrowser ? BASIC_CHALLENGE : undefined;
}

/** The signed-in admin. @throws SIGNED_OUT, CROSS_SITE_REQUEST */
export async function authenticate(request: FastifyRequest, entrance: Entrance): Promise<SignedIn> {
  const { access, scheme, from } = entrance;
  const isByCookie = request.headers.authorization === undefined;
  if (isByCookie && !SAFE_METHODS.has(request.method) && !isSameOrigin(request, scheme)) {
    throw provisioningErrors.error('CROSS_SITE_REQUEST', {
      seen: `origin ${request.headers.origin?.slice(0, SHOWN_LENGTH) ?? 'not said'}`,
      expected: `origin ${scheme}://${request.headers.host}`,
    });
  }
  const userAgent = request.headers['user-agent']?.slice(0, SHOWN_LENGTH) ?? null;
  return access.credentials.authenticate(secretOf(request, entrance), { scheme, from, userAgent });
}

/** The session's cookie: for this host alone, out of reach of scripts and of other sites; over HTTPS for HTTPS alone. */
export function sessionCookie(place: CookiePlace, secret: string, expiresAt: number): string {
  const attributes = [
    `${cookieName(place)}=${secret}`,
    ...['Path=/', 'HttpOnly', 'SameSite=Strict', `Expires=${new Date(expiresAt).toUTCString()}`],
    ...(place.scheme === 'https' ? ['Secure'] : []),
  ];
  return attributes.join('; ');
}

export function endedSessionCookie(place: CookiePlace): string {
  return sessionCookie(place, '', 0);
}

/**
 * Ports of one host share their cookies (RFC 6265 section 8.5), so those of each reach have a name of their own. So have
 * those of each scheme: what was heard over HTTP opens nothing over HTTPS, and `__Host-` keeps neighbors under the same
 * domain from planting one (RFC 6265bis section 4.1.3.2).
 */
function cookieName({ access: { reach }, scheme }: CookiePlace): string {
  const name = reach === null ? 'causeway_session' : `causeway_session_${reach.name}`;
  return scheme === 'https' ? `__Host-${name}` : name;
}

function cookieOf(request: FastifyRequest, name: string): string | undefined {
  const cookies = request.headers.cookie?.split('; ') ?? [];
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) || undefined;
}

function isSameOrigin(request: FastifyRequest, scheme: Scheme): boolean {
  return request.headers.origin === `${scheme}://${request.headers.host}`;
}
