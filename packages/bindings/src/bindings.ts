import { setTimeout as wait } from 'node:timers/promises';
import { type PathAnswer, PathAnswers } from './answers/path-answers.ts';
import type { ArrivalHandler, BoundListener } from './bound-listener.ts';
import { bindingErrors } from './errors.ts';
import { type BindingsLog, PortServer, specialPortClosed } from './port-server.ts';
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
   * @throws PORT_TAKEN, PORT_PRIVILEGED, PORT_UNUSABLE, PORT_SCHEME_CONFLICT, HOSTNAME_TAKEN, LISTENER_CERTIFICATE_UNUSABLE
   */
  apply(
    owner: string,
    listeners: readonly BoundListener[],
    handler: ArrivalHandler,
    signal?: AbortSignal,
  ): Promise<void>;
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
    const turn = this.#last.then(async () => {
      signal?.throwIfAborted();
      await this.#apply(owner, listeners, handler);
    });
    this.#last = turn.catch(() => {});
    return turn;
  }

  listenersOf(owner: string): readonly BoundListener[] {
    return this.#routesOf(owner).map(({ listener }) => listener);
  }

  isListening(port: number): boolean {
    return this.#ports.has(port);
  }

  isHttpServed(hostname: string): boolean {
    for (const { scheme, routes } of this.#ports.values()) {
      if (scheme === 'http' && routes.get(hostname)?.listener.serves === 'everything') return true;
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

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#last;
    const ports = [...this.#ports.values()];
    this.#ports.clear();
    await Promise.all(ports.map((port) => port.close(this.#drainMs)));
  }

  get #drainMs(): number {
    return this.#options.drainTimeoutMs ?? DRAIN_MS;
  }

  async #apply(owner: string, listeners: readonly BoundListener[], handler: ArrivalHandler): Promise<void> {
    for (const listener of listeners) this.#refuseConflict(owner, listener, listeners);
    const routes = listeners.map((listener) => new Route(owner, listener, handler));
    await this.#open(listeners);
    const old = this.#routesOf(owner);
    for (const route of routes) this.#place(route);
    const removed = old.filter(
      ({ listener }) => !routes.some((route) => isSamePlace(route.listener, listener)),
    );
    await Promise.all(removed.map((route) => this.#remove(route)));
    await this.#closeUnused();
  }

  #refuseConflict(owner: string, listener: BoundListener, all: readonly BoundListener[]): void {
    const { port, hostname, scheme } = listener;
    const open = this.#ports.get(port);
    const others = all.filter((other) => other !== listener && other.port === port);
    if ((open !== undefined && open.scheme !== scheme) || others.some((other) => other.scheme !== scheme)) {
      throw bindingErrors.error('PORT_SCHEME_CONFLICT', {
        seen: `${scheme} on port ${port}`,
        expected: `port ${port} for one scheme`,
      });
    }
    const holder = open?.routes.get(hostname)?.owner;
    if ((holder !== undefined && holder !== owner) || others.some((other) => other.hostname === hostname)) {
      throw bindingErrors.error('HOSTNAME_TAKEN', { seen: `${hostname} on port ${port}` });
    }
  }

  /** Opens every port that is missing, or none. */
  async #open(listeners: readonly BoundListener[]): Promise<void> {
    const { host, reusePort, log } = this.#options;
    const opened: PortServer[] = [];
    try {
      for (const { port, scheme } of listeners) {
        if (this.#ports.has(port)) continue;
        const isHttpServed = (hostname: string) => this.isHttpServed(hostname);
        const answers = this.#answers;
        const server = new PortServer({ port, scheme, host, reusePort, log, answers, isHttpServed });
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
    const { port, hostname } = route.listener;
    const server = this.#ports.get(port);
    const before = server?.routes.get(hostname);
    server?.routes.set(hostname, route);
    server?.leaving.delete(hostname);
    if (before !== undefined && before.listener.scheme === 'https') server?.retire(before);
  }

  async #remove(route: Route): Promise<void> {
    const { port, hostname } = route.listener;
    const server = this.#ports.get(port);
    if (server === undefined) return;
    server.routes.delete(hostname);
    server.leaving.set(hostname, route);
    server.retire(route);
    const limit = new AbortController();
    await Promise.race([
      route.idle(),
      wait(this.#drainMs, undefined, { signal: limit.signal }).catch(() => {}),
    ]);
    limit.abort();
    if (server.leaving.get(hostname) === route) server.leaving.delete(hostname);
    server.endAllOf(route);
  }

  async #closeUnused(): Promise<void> {
    const unused = [...this.#ports.values()].filter(({ routes }) => routes.size === 0);
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

function isSamePlace(a: BoundListener, b: BoundListener): boolean {
  return a.port === b.port && a.hostname === b.hostname;
}
