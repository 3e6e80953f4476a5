import type { IncomingMessage } from 'node:http';

/**
 * The hostname that a request is for: of its absolute target if it has one, else of its Host field (RFC 9112 section
 * 3.2). The request's own target is left as a path. Undefined when there is none or it cannot be read.
 */
export function takeHostOf(request: IncomingMessage): string | undefined {
  const { url = '' } = request;
  if (!url.startsWith('/') && URL.canParse(url)) {
    const target = new URL(url);
    request.url = `${target.pathname}${target.search}`;
    return target.hostname;
  }
  const host = request.headers.host?.toLowerCase();
  if (host === undefined) return undefined;
  const colon = host.indexOf(':');
  return colon === -1 ? host : host.slice(0, colon);
}
