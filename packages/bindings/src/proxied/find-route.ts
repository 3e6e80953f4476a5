import type { IncomingMessage } from 'node:http';
import type { HostAndPort } from '../host-of.ts';
import type { PortRoutes } from '../port-routes.ts';
import type { Route } from '../route.ts';
import { contradict, missing, readForwarded } from './read-forwarded.ts';

/** How a request on plain HTTP came. `past-proxy`: not by the proxy that its hostname is served behind. */
export interface FoundRoute {
  readonly route: Route;
  readonly way: 'direct' | 'proxied' | 'past-proxy';
}

/**
 * The route of a request by its Host field and, where it comes from a named proxy, by what that says of it. Nobody
 * else's word is read. Undefined when nothing is served there.
 * @throws PROXY_HEADERS_MISSING, PROXY_HEADERS_CONTRADICT
 */
export function findRoute(
  request: IncomingMessage,
  host: HostAndPort,
  routes: PortRoutes,
): FoundRoute | undefined {
  const behindProxies = routes.proxied(host.hostname);
  const named = behindProxies.filter((route) => route.proxies?.has(request.socket.remoteAddress ?? ''));
  if (named.length > 0) {
    const route = chooseProxied(request, host, named);
    return route && { route, way: 'proxied' };
  }
  const direct = routes.directOrLeaving(host.hostname);
  if (direct !== undefined) return { route: direct, way: 'direct' };
  const [passed] = behindProxies;
  return passed && { route: passed, way: 'past-proxy' };
}

function chooseProxied(
  request: IncomingMessage,
  host: HostAndPort,
  named: readonly Route[],
): Route | undefined {
  const { scheme, port } = readForwarded(request, host);
  const candidates = named.filter(({ listener }) => listener.scheme === scheme);
  if (candidates.length === 0) return undefined;
  const ports = candidates.map(({ listener }) => listener.port);
  if (port === undefined) {
    if (candidates.length === 1) return candidates[0];
    throw missing(`X-Forwarded-Port or port in Host, which say one of ${ports.join(', ')}`);
  }
  const route = candidates.find(({ listener }) => listener.port === port);
  if (route === undefined) throw contradict(`${scheme} on port ${port}`, `port ${ports.join(' or ')}`);
  return route;
}
