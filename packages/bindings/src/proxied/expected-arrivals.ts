import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Address, formatAddress, type Scheme, type SiteProxy } from '@causeway/contract';
import { CausewayError } from '@causeway/errors';
import type { HostAndPort } from '../host-of.ts';
import { NamedProxies, plainAddress } from './named-proxies.ts';
import { readForwarded } from './read-forwarded.ts';

/** An address at a proxy that shall lead here. */
export interface ProxiedPlace {
  readonly scheme: Scheme;
  readonly hostname: string;
  readonly port: number;
  readonly proxy: SiteProxy;
}

/** How the request that was waited for came in. */
export type ArrivalReport =
  | { readonly kind: 'arrived'; readonly address: Address }
  /** On another port than that of the proxy. */
  | { readonly kind: 'elsewhere'; readonly port: number }
  | { readonly kind: 'stranger'; readonly remoteAddress: string }
  | { readonly kind: 'other-host'; readonly hostname: string }
  | { readonly kind: 'unclear'; readonly error: CausewayError };

/** One request that is about to come through a proxy, known by a nonce in its path. */
export interface ExpectedArrival {
  readonly place: ProxiedPlace;
  /** What to ask for, with its leading slash. */
  readonly path: string;
  /** Of the first request that asked for it; undefined while none has come. */
  readonly report: ArrivalReport | undefined;
}

const PATH = '/causeway/arrival?nonce=';
const NONCE_BYTES = 24;

/** Requests that this process sends to itself by way of proxies. Nothing is told to whoever does not know the nonce. */
export class ExpectedArrivals {
  readonly #waiting = new Map<string, Waiting>();

  add(place: ProxiedPlace): ExpectedArrival & Disposable {
    const path = PATH + randomBytes(NONCE_BYTES).toString('base64url');
    const waiting = new Waiting(place, path, () => this.#waiting.delete(path));
    this.#waiting.set(path, waiting);
    return waiting;
  }

  /** @returns whether it was one of them, and answered */
  tryAnswer(
    host: HostAndPort | undefined,
    request: IncomingMessage,
    response: ServerResponse,
    openPort: number,
  ): boolean {
    const waiting = this.#waiting.size === 0 ? undefined : this.#waiting.get(request.url ?? '');
    if (waiting === undefined) return false;
    waiting.report ??= reportOf(waiting.place, { host, request, openPort });
    response.writeHead(204).end();
    return true;
  }
}

class Waiting implements ExpectedArrival, Disposable {
  readonly place: ProxiedPlace;
  readonly path: string;
  report: ArrivalReport | undefined;
  readonly #forget: () => void;

  constructor(place: ProxiedPlace, path: string, forget: () => void) {
    this.place = place;
    this.path = path;
    this.#forget = forget;
  }

  [Symbol.dispose](): void {
    this.#forget();
  }
}

interface Came {
  readonly host: HostAndPort | undefined;
  readonly request: IncomingMessage;
  readonly openPort: number;
}

function reportOf(place: ProxiedPlace, { host, request, openPort }: Came): ArrivalReport {
  const { hostname, proxy } = place;
  if (openPort !== proxy.port) return { kind: 'elsewhere', port: openPort };
  const remoteAddress = plainAddress(request.socket.remoteAddress ?? '');
  if (!new NamedProxies(proxy.from).has(remoteAddress)) return { kind: 'stranger', remoteAddress };
  if (host?.hostname !== hostname) return { kind: 'other-host', hostname: host?.hostname ?? '' };
  try {
    const { scheme, port = place.port } = readForwarded(request, host);
    return { kind: 'arrived', address: formatAddress({ scheme, hostname, port }) };
  } catch (error) {
    if (error instanceof CausewayError) return { kind: 'unclear', error };
    throw error;
  }
}
