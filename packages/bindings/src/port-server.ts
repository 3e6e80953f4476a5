import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { formatAddress, type Scheme } from '@causeway/contract';
import { CausewayError, httpStatuses } from '@causeway/errors';
import type { PathAnswers } from './answers/path-answers.ts';
import type { Arrival } from './bound-listener.ts';
import { browserHeaders } from './browser-headers.ts';
import { bindingErrors } from './errors.ts';
import { type HostAndPort, takeHostOf } from './host-of.ts';
import { PortRoutes } from './port-routes.ts';
import { clientAddressOf } from './proxied/client-address.ts';
import type { ExpectedArrivals } from './proxied/expected-arrivals.ts';
import { type FoundRoute, findRoute } from './proxied/find-route.ts';
import type { Route } from './route.ts';
import type { Special, SpecialRoute } from './special/special.ts';
import { Specials } from './special/specials.ts';
import { tlsProfile } from './tls-profile.ts';

export interface BindingsLog {
  info(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

export interface PortServerOptions {
  readonly scheme: Scheme;
  readonly port: number;
  /** Undefined for every interface, IPv4 and IPv6. */
  readonly host?: string | undefined;
  readonly reusePort?: boolean | undefined;
  readonly log?: BindingsLog | undefined;
  /** Answered over HTTP before any route is looked for. */
  readonly answers: PathAnswers;
  /** Answered before any route is looked for, too. */
  readonly expected: ExpectedArrivals;
  /** That of the bindings: about every port. */
  readonly isHttpServed: (hostname: string) => boolean;
}

/** A client on a bad line finishes its handshake and its headers within these; a hostile one is cut off. */
const HANDSHAKE_LIMIT_MS = 10_000;
const HEADERS_LIMIT_MS = 10_000;
const REQUEST_LIMIT_MS = 60_000;
/** Longer than the minute that load balancers keep a connection for, so that they close first. */
const KEEP_ALIVE_MS = 65_000;
const MAX_HEADER_BYTES = 16_384;

const limits = {
  headersTimeout: HEADERS_LIMIT_MS,
  requestTimeout: REQUEST_LIMIT_MS,
  keepAliveTimeout: KEEP_ALIVE_MS,
  maxHeaderSize: MAX_HEADER_BYTES,
  noDelay: true,
};

/** One port with all the names that are served on it. */
export class PortServer {
  readonly scheme: Scheme;
  readonly port: number;
  readonly routes = new PortRoutes();
  /** How many keep it open, whether or not it has routes. */
  holds = 0;
  readonly #options: PortServerOptions;
  readonly #server: Server;
  /** The route of a TLS connection is the one of its handshake. */
  readonly #routeOf = new WeakMap<Socket, Route>();
  readonly #sockets = new Set<TLSSocket>();
  /** Connections that were answered at least once. */
  readonly #answered = new WeakSet<Socket>();
  readonly #told = new Set<string>();
  #specials: Specials | undefined;

  constructor(options: PortServerOptions) {
    this.#options = options;
    this.scheme = options.scheme;
    this.port = options.port;
    this.#server = options.scheme === 'https' ? this.#createTls() : createServer(limits);
    this.#server.on('request', (request, response) => this.#answer(request, response));
    this.#server.on('clientError', (_error, socket: Socket) => refuseGarbage(socket));
  }

  /** @throws PORT_TAKEN, PORT_PRIVILEGED, PORT_UNUSABLE */
  async listen(): Promise<void> {
    const { port, host, reusePort = false } = this.#options;
    try {
      await this.#listenOn({ port, reusePort, ...(host !== undefined && { host }) });
    } catch (cause) {
      throw explainListenError(cause, port);
    }
  }

  /** @throws SPECIAL_PORT_CLOSED, SPECIAL_TAKEN, LISTENER_CERTIFICATE_UNUSABLE */
  addSpecial(special: Special): Disposable {
    const specials = this.#specials;
    if (specials === undefined) throw specialPortClosed(special);
    const added = specials.add(special);
    return {
      [Symbol.dispose]: () => {
        specials.remove(added);
        added.route.retire();
        this.#endRestingOf(added.route);
      },
    };
  }

  /** Ends every connection of this route that is left. */
  endAllOf(route: Route): void {
    for (const socket of this.#sockets) {
      if (this.#routeOf.get(socket) === route) socket.end();
    }
  }

  /**
   * Ends the connections of this route that rest. The others end with their answer, and one that has asked nothing yet
   * with its first, or when the time for that is over.
   */
  #endRestingOf(route: Route): void {
    const atWork = route.connectionsAtWork();
    for (const socket of this.#sockets) {
      const rests = this.#answered.has(socket) && !atWork.has(socket);
      if (rests && this.#routeOf.get(socket) === route) socket.end();
    }
  }

  /** Stops listening; connections that rest are closed, the others get this long. */
  async close(limitMs: number): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#specials?.close();
    this.#server.closeIdleConnections();
    const limit = setTimeout(() => this.#server.closeAllConnections(), limitMs);
    await closed;
    clearTimeout(limit);
  }

  async #listenOn(options: { port: number; host?: string; reusePort: boolean }): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once('error', reject);
    this.#server.listen(options, resolve);
    await promise;
    this.#server.off('error', reject);
    this.#server.on('error', (err) =>
      this.#options.log?.error({ err, port: this.port }, 'a port met an error'),
    );
  }

  #createTls(): TlsServer {
    const server = createTlsServer({
      ...limits,
      ...tlsProfile,
      handshakeTimeout: HANDSHAKE_LIMIT_MS,
      // Without a context OpenSSL has no certificate to show and ends the handshake with an alert.
      SNICallback: (name, done) => done(null, this.routes.direct(name.toLowerCase())?.context),
    });
    server.on('secureConnection', (socket) => this.#greet(socket));
    this.#specials = new Specials(server, {
      handshakeLimitMs: HANDSHAKE_LIMIT_MS,
      onShaken: (special, socket) => this.#greetSpecial(special, socket),
    });
    return server;
  }

  #greetSpecial({ route, special }: SpecialRoute, socket: TLSSocket): void {
    if (special.handler === undefined) {
      socket.destroySoon();
      return;
    }
    this.#remember(socket, route);
    this.#server.emit('secureConnection', socket);
  }

  /** Finds the route of the certificate that was shown: the one swapped in during the handshake is another. */
  #greet(socket: TLSSocket): void {
    if (this.#routeOf.has(socket)) return;
    const name = socket.servername || '';
    const candidates = [this.routes.direct(name.toLowerCase()), ...this.#swapped].filter(
      (route) => route?.listener.hostname === name.toLowerCase(),
    );
    const route =
      candidates.length === 1
        ? candidates[0]
        : candidates.find((one) => one !== undefined && isShown(one, socket));
    if (route === undefined) {
      socket.destroy();
      return;
    }
    this.#remember(socket, route);
  }

  #remember(socket: TLSSocket, route: Route): void {
    this.#routeOf.set(socket, route);
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  /** Routes whose certificate a handshake of this moment may still show. */
  readonly #swapped = new Set<Route>();

  /** Remembers a route that was replaced or removed for as long as a handshake may take. */
  retire(route: Route): void {
    route.retire();
    this.#swapped.add(route);
    setTimeout(() => this.#swapped.delete(route), HANDSHAKE_LIMIT_MS).unref();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const host = takeHostOf(request);
    const { answers, expected } = this.#options;
    if (expected.tryAnswer(host, request, response, this.port)) return;
    if (this.scheme === 'http' && answers.tryAnswer(host?.hostname, request, response)) return;
    const found = this.#find(request, response, host);
    if (found === undefined) return;
    const { route } = found;
    this.#tellBrowser(route, request, response);
    route.begin(response);
    response.once('close', () => {
      this.#answered.add(request.socket);
      route.end(response);
    });
    void this.#handle(found, request, response);
  }

  /** Browsers come by GET; what agents post is answered in as few bytes as can be. */
  #tellBrowser({ listener }: Route, { method }: IncomingMessage, response: ServerResponse): void {
    if (listener.scheme === 'http' || (method !== 'GET' && method !== 'HEAD')) return;
    const { hostname } = listener;
    const headers = browserHeaders(hostname, this.#options.isHttpServed(hostname));
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  }

  /** Undefined when the request was refused. */
  #find(
    request: IncomingMessage,
    response: ServerResponse,
    host: HostAndPort | undefined,
  ): FoundRoute | undefined {
    try {
      const found =
        host &&
        (this.scheme === 'http' ? findRoute(request, host, this.routes) : this.#shaken(request, host));
      if (found === undefined) refuse(response, 421, bindingErrors.error('HOST_UNKNOWN'));
      return found;
    } catch (error) {
      if (!(error instanceof CausewayError)) throw error;
      this.#tellOnce(error, request);
      refuse(response, httpStatuses[error.kind], error);
      return undefined;
    }
  }

  /** Over TLS it is the route of the handshake, and the Host field has to name the same. */
  #shaken({ socket }: IncomingMessage, { hostname }: HostAndPort): FoundRoute | undefined {
    const route = this.#routeOf.get(socket);
    return route?.listener.hostname === hostname ? { route, way: 'direct' } : undefined;
  }

  /** A proxy that is set up wrongly is so for every request. */
  #tellOnce({ code, seen }: CausewayError, { socket: { remoteAddress } }: IncomingMessage): void {
    const key = `${code} ${remoteAddress}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#options.log?.error(
      { code, seen, remoteAddress, port: this.port },
      'a proxy is not set up as it must be',
    );
  }

  async #handle(found: FoundRoute, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { route } = found;
    try {
      await route.handler(request, response, arrivalOf(found, request));
    } catch (err) {
      this.#options.log?.error({ err, address: route.address }, 'a request failed by our fault');
      if (response.headersSent) response.destroy();
      else
        response
          .writeHead(500, { 'content-type': 'application/json' })
          .end('{"error":{"kind":"fault","code":"INTERNAL_FAULT"}}');
    }
  }
}

function arrivalOf({ route, way }: FoundRoute, request: IncomingMessage): Arrival {
  const { owner, address, listener, proxies, leaving } = route;
  const { certificate, serves, hostname, proxy } = listener;
  const trust = certificate?.trust ?? 'none';
  const remoteAddress = request.socket.remoteAddress ?? '';
  if (way === 'direct' || proxies === undefined || proxy === undefined) {
    const certificateSha256 = certificate?.sha256 ?? null;
    return { owner, address, serves, trust, certificateSha256, remoteAddress, leaving };
  }
  const unseen = { owner, certificateSha256: null, leaving };
  if (way === 'proxied')
    return { ...unseen, address, serves, trust, remoteAddress: clientAddressOf(request, proxies) };
  const passed = formatAddress({ scheme: 'http', hostname, port: proxy.port });
  return { ...unseen, address: passed, serves: 'rescue', trust: PAST_PROXY, remoteAddress };
}

/** No listener has this trust, so that nothing is proven, even where the proxy's port has the number that clients dial. */
const PAST_PROXY = 'past-proxy';

function isShown({ listener }: Route, socket: TLSSocket): boolean {
  const own = socket.getX509Certificate();
  return own?.fingerprint256.replaceAll(':', '').toLowerCase() === listener.certificate?.sha256;
}

export function specialPortClosed({ hostname, port }: Special): Error {
  return bindingErrors.error('SPECIAL_PORT_CLOSED', {
    seen: `port ${port} for ${hostname}`,
    expected: 'a port that this process serves HTTPS on',
  });
}

/** Of those that nothing is served for (RFC 9110 section 15.5.20), and those that cannot be told. */
function refuse(response: ServerResponse, status: number, refusal: CausewayError): void {
  const error = refusal.toDocument();
  response.shouldKeepAlive = false;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
}

function refuseGarbage(socket: Socket): void {
  if (socket.writable)
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  else socket.destroy();
}

/** What the operating system says, as an error that an admin can act on. */
export function explainListenError(cause: unknown, port: number): Error {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const seen = `port ${port}: ${cause instanceof Error ? cause.message : String(cause)}`;
  if (code === 'EADDRINUSE')
    return bindingErrors.error('PORT_TAKEN', { seen, expected: 'a free port', cause });
  if (code === 'EACCES')
    return bindingErrors.error('PORT_PRIVILEGED', { seen, expected: 'a port from 1024', cause });
  return bindingErrors.error('PORT_UNUSABLE', { seen, cause });
}
