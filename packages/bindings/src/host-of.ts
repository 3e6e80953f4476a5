import type { IncomingMessage } from 'node:http';

export interface HostAndPort {
  /** In lower case. */
  readonly hostname: string;
  /** Undefined when it is left out, and when it is no number. */
  readonly port: number | undefined;
}

/**
 * The host that a request is for: of its absolute target if it has one, else of its Host field (RFC 9112 section
 * 3.2). The request's own target is left as a path. Undefined when there is none or it cannot be read.
 */
export function takeHostOf(request: IncomingMessage): HostAndPort | undefined {
  const { url = '' } = request;
  if (!url.startsWith('/') && URL.canParse(url)) {
    const target = new URL(url);
    request.url = `${target.pathname}${target.search}`;
    return parseHost(target.host);
  }
  const { host } = request.headers;
  return host === undefined ? undefined : parseHost(host);
}

/** `name:port`. Addresses of IPv6 are names of nobody here. */
export function parseHost(text: string): HostAndPort {
  const host = text.trim().toLowerCase();
  const colon = host.indexOf(':');
  if (colon === -1) return { hostname: host, port: undefined };
  const port = host.slice(colon + 1);
  return { hostname: host.slice(0, colon), port: /^\d{1,5}$/.test(port) ? Number(port) : undefined };
}
