import { setTimeout as wait } from 'node:timers/promises';
import { formatAddress, openPortOf, type Scheme } from '@causeway/contract';
import { type PathAnswer, PathAnswers } from './answers/path-answers.ts';
import type { ArrivalHandler, BoundListener } from './bound-listener.ts';
import { bindingErrors } from './errors.ts';
import { placeOf } from './port-routes.ts';
import { type BindingsLog, PortServer, specialPortClosed } from './port-server.ts';
import { type ExpectedArrival, ExpectedArrivals, type ProxiedPlace } from './proxied/expected-arrivals.ts';
import { Route } from './route.ts';
import type { Special } from './special/special.ts';

export interface BindingsOptions {
  /** One interface; every one of them, IPv4 and IPv6, when left out. */
  readonly host?: string;
  /** Lets several processes share the ports (SO_REUSEPORT). */
  readonly reusePort?: boolean;
  /** How long requests in flight may take to finish when their listener goes. */
  readonly drainTimeoutMs?: number;
  readonly log?: BindingsLog;
}

/** The listeners of many owners on shared ports. The Host field and SNI choose the owner. */
export interface Bindings extends AsyncDisposable {
  /**
   * Makes exactly these be served for the owner, all or nothing: on any failure what was served is served on. Resolves
   * when the new ones serve and the old ones have drained. Calls are taken one after the other.
   * @throws PORT_TAKEN, PORT_PRIVILEGED, PORT_UNUSABLE, PORT_SCHEME_CONFLICT, HOSTNAME_TAKEN, LISTENER_CERTIFICATE_UNUSABLE,
   *   PROXY_ADDRESS_INVALID
   */
  apply(
    owner: string,
    listeners: readonly BoundListener[],
    handler: ArrivalHandler,
    signal?: AbortSignal,
  ): Promise<void>;
  /**
   * What `apply` would refuse before it opens anything, with nothing changed. Another may take the place meanwhile.
   * @throws PORT_SCHEME_CONFLICT, HOSTNAME_TAKEN
   */
  refuseConflicts(owner: string, listeners: readonly BoundListener[]): void;
  listenersOf(owner: string): readonly BoundListener[];
  isListening(port: number): boolean;
  /** Whether anything but a rescue path answers over HTTP under that hostname, on whichever port. */
  isHttpServed(hostname: string): boolean;
  /** Every listener of every owner. */
  allListeners(): readonly BoundListener[];
  /**
   * Offers a certificate beside the one of a name, to those who ask for it by an ALPN id. It outlives every `apply`
   * and goes with its port, or when it is disposed.
   * @throws SPECIAL_PORT_CLOSED, SPECIAL_TAKEN, LISTENER_CERTIFICATE_UNUSABLE
   */
  addSpecial(special: Special): Disposable;
  /** Answers a path on every HTTP port, also for a hostname that nobody is served under, until it is disposed. */
  addPathAnswer(answer: PathAnswer): Disposable;
  /**
   * Waits for a request of this process's own through a proxy, and says how it came in. The port of the proxy is open
   * until it is disposed, whether or not anything is served there.
   * @throws PORT_TAKEN, PORT_PRIVILEGED, PORT_UNUSABLE, PORT_SCHEME_CONFLICT, PROXY_ADDRESS_INVALID
   */
  expectArrival(place: ProxiedPlace): Promise<ExpectedArrival & AsyncDisposable>;
}

/** Longer than any answer of ours takes. */
const DRAIN_MS = 10_000;

export function createBindings(options: BindingsOptions = {}): Bindings {
  return new SharedPorts(options);
}

class SharedPorts implements Bindings {
  readonly #options: BindingsOptions;
  readonly #ports = new Map<number, PortServer>();
  readonly #answers = new PathAnswers();
  readonly #expected = new ExpectedArrivals();
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: BindingsOptions) {
    this.#options = options;
  }

  apply(
    owner: string,
    listeners: readonly BoundListener[],
    handler: ArrivalHandler,
    signal?: AbortSignal,
  ): Promise<void> {
    return this.#inTurn(async () => {
      signal?.throwIfAborted();
      await this.#apply(owner, listeners, handler);
    });
  }

  listenersOf(owner: string): readonly BoundListener[] {
    return this.#routesOf(owner).map(({ listener }) => listener);
  }

  isListening(port: number): boolean {
    return this.#ports.has(port);
  }

  isHttpServed(hostname: string): boolean {
    for (const { routes } of this.#ports.values()) {
      const served = routes.under(hostname);
      if (served.some(({ listener }) => listener.scheme === 'http' && listener.serves === 'everything'))
        return true;
    }
    return false;
  }

  allListeners(): readonly BoundListener[] {
    return this.#allRoutes().map(({ listener }) => listener);
  }

  addSpecial(special: Special): Disposable {
    const port = this.#ports.get(special.port);
    if (port === undefined) throw specialPortClosed(special);
    return port.addSpecial(special);
  }

  addPathAnswer(answer: PathAnswer): Disposable {
    return this.#answers.add(answer);
  }

  async expectArrival(place: ProxiedPlace): Promise<ExpectedArrival & AsyncDisposable> {
    const { port } = place.proxy;
    await this.#inTurn(async () => {
      this.#refuseScheme(port, 'http');
      await this.#open([{ port, scheme: 'http' }]);
      this.#hold(port, 1);
    });
    const expected = this.#expected.add(place);
    return Object.assign(expected, {
      [Symbol.asyncDispose]: () => {
        expected[Symbol.dispose]();
        return this.#inTurn(async () => {
          this.#hold(port, -1);
          await this.#closeUnused();
        });
      },
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#last;
    const ports = [...this.#ports.values()];
    this.#ports.clear();
    await Promise.all(ports.map((port) => port.close(this.#drainMs)));
  }

  get #drainMs(): number {
    return this.#options.drainTimeoutMs ?? DRAIN_MS;
  }

  /** Calls are taken one after the other. */
  #inTurn(act: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(act);
    this.#last = turn.catch(() => {});
    return turn;
  }

  refuseConflicts(owner: string, listeners: readonly BoundListener[]): void {
    for (const listener of listeners) this.#refuseConflict(owner, listener, listeners);
  }

  async #apply(owner: string, listeners: readonly BoundListener[], handler: ArrivalHandler): Promise<void> {
    this.refuseConflicts(owner, listeners);
    const routes = listeners.map((listener) => new Route(owner, listener, handler));
    await this.#open(listeners.map(doorOf));
    const old = this.#routesOf(owner);
    for (const route of routes) this.#place(route);
    const removed = old.filter(
      ({ listener }) => !routes.some((route) => isSamePlace(route.listener, listener)),
    );
    await Promise.all(removed.map((route) => this.#remove(route)));
    await this.#closeUnused();
  }

  #refuseConflict(owner: string, listener: BoundListener, all: readonly BoundListener[]): void {
    const { hostname } = listener;
    const { port, scheme } = doorOf(listener);
    this.#refuseScheme(port, scheme);
    const others = all.filter((other) => other !== listener && openPortOf(other) === port);
    if (others.some((other) => doorOf(other).scheme !== scheme)) throw schemeConflict(port, scheme);
    if (this.#isHeldByOther(owner, listener) || others.some((other) => isSamePlace(other, listener))) {
      throw bindingErrors.error('HOSTNAME_TAKEN', { seen: `${hostname} on port ${port}` });
    }
  }

  /** The name on the port that is opened, or the address that clients dial, at whatever proxy. */
  #isHeldByOther(owner: string, listener: BoundListener): boolean {
    const address = formatAddress(listener);
    const onPort = this.#ports.get(openPortOf(listener))?.routes.under(listener.hostname) ?? [];
    return [...onPort, ...this.#allRoutes().filter((route) => route.address === address)].some(
      (route) => route.owner !== owner,
    );
  }

  #refuseScheme(port: number, scheme: Scheme): void {
    const open = this.#ports.get(port);
    if (open !== undefined && open.scheme !== scheme) throw schemeConflict(port, scheme);
  }

  #hold(port: number, by: 1 | -1): void {
    const server = this.#ports.get(port);
    if (server !== undefined) server.holds += by;
  }

  /** Opens every port that is missing, or none. */
  async #open(doors: readonly Door[]): Promise<void> {
    const { host, reusePort, log } = this.#options;
    const opened: PortServer[] = [];
    try {
      for (const { port, scheme } of doors) {
        if (this.#ports.has(port)) continue;
        const isHttpServed = (hostname: string) => this.isHttpServed(hostname);
        const shared = { answers: this.#answers, expected: this.#expected, isHttpServed };
        const server = new PortServer({ port, scheme, host, reusePort, log, ...shared });
        await server.listen();
        opened.push(server);
        this.#ports.set(port, server);
      }
    } catch (error) {
      for (const server of opened) this.#ports.delete(server.port);
      await Promise.all(opened.map((server) => server.close(0)));
      throw error;
    }
  }

  #place(route: Route): void {
    const server = this.#ports.get(openPortOf(route.listener));
    const before = server?.routes.set(route);
    if (before?.context !== undefined) server?.retire(before);
  }

  async #remove(route: Route): Promise<void> {
    const server = this.#ports.get(openPortOf(route.listener));
    if (server === undefined) return;
    server.routes.leave(route);
    server.retire(route);
    const limit = new AbortController();
    await Promise.race([
      route.idle(),
      wait(this.#drainMs, undefined, { signal: limit.signal }).catch(() => {}),
    ]);
    limit.abort();
    server.routes.forget(route);
    server.endAllOf(route);
  }

  async #closeUnused(): Promise<void> {
    const unused = [...this.#ports.values()].filter(({ routes, holds }) => routes.size === 0 && holds === 0);
    for (const server of unused) this.#ports.delete(server.port);
    await Promise.all(unused.map((server) => server.close(this.#drainMs)));
  }

  #routesOf(owner: string): Route[] {
    return this.#allRoutes().filter((route) => route.owner === owner);
  }

  #allRoutes(): Route[] {
    return [...this.#ports.values()].flatMap(({ routes }) => [...routes.values()]);
  }
}

/** What is opened for a listener. */
interface Door {
  readonly port: number;
  readonly scheme: Scheme;
}

/** A proxy passes on plain HTTP, whatever was dialed at it. */
function doorOf(listener: BoundListener): Door {
  return { port: openPortOf(listener), scheme: listener.proxy === undefined ? listener.scheme : 'http' };
}

function schemeConflict(port: number, scheme: Scheme): Error {
  return bindingErrors.error('PORT_SCHEME_CONFLICT', {
    seen: `${scheme} on port ${port}`,
    expected: `port ${port} for one scheme`,
  });
}

function isSamePlace(a: BoundListener, b: BoundListener): boolean {
  return openPortOf(a) === openPortOf(b) && placeOf(a) === placeOf(b);
}
