import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { type NamedProxies, plainAddress } from './named-proxies.ts';

/**
 * The client behind the proxies: the last hop of X-Forwarded-For that is none of them. What stands before it is the
 * client's own word. The proxy itself where nothing can be read.
 */
export function clientAddressOf({ headersDistinct, socket }: IncomingMessage, proxies: NamedProxies): string {
  const hops = (headersDistinct['x-forwarded-for'] ?? []).flatMap((value) => value.split(','));
  const last = hops.map(withoutPort).findLast((hop) => isIP(hop) === 0 || !proxies.has(hop));
  return last !== undefined && isIP(last) !== 0 ? last : plainAddress(socket.remoteAddress ?? '');
}

/** Some proxies write the port of the client too: 192.0.2.7:51234, [2001:db8::7]:51234. */
function withoutPort(hop: string): string {
  const text = hop.trim();
  const bare = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1];
  return plainAddress(bare ?? text);
}
