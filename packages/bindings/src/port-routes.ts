import { formatAddress } from '@causeway/contract';
import type { BoundListener } from './bound-listener.ts';
import type { Route } from './route.ts';

/** What one port serves: names of its own, and addresses of proxies that pass on to it. */
export class PortRoutes {
  /** By place. */
  readonly #live = new Map<string, Route>();
  /** Removed, and still answering what was on its way. */
  readonly #leaving = new Map<string, Route>();
  /** Of both, those behind a proxy by hostname; made anew when one comes or goes. */
  #proxied: Map<string, Route[]> | undefined;

  get size(): number {
    return this.#live.size;
  }

  values(): IterableIterator<Route> {
    return this.#live.values();
  }

  at(listener: BoundListener): Route | undefined {
    return this.#live.get(placeOf(listener));
  }

  /** @returns the route that was there before */
  set(route: Route): Route | undefined {
    const place = placeOf(route.listener);
    const before = this.#live.get(place);
    this.#live.set(place, route);
    this.#leaving.delete(place);
    this.#proxied = undefined;
    return before;
  }

  /** From now on it answers only what is on its way, and what comes on the connections of that. */
  leave(route: Route): void {
    const place = placeOf(route.listener);
    this.#live.delete(place);
    this.#leaving.set(place, route);
    this.#proxied = undefined;
  }

  /** It has drained. */
  forget(route: Route): void {
    const place = placeOf(route.listener);
    if (this.#leaving.get(place) === route) this.#leaving.delete(place);
    this.#proxied = undefined;
  }

  /** The live route that clients dial themselves. */
  direct(hostname: string): Route | undefined {
    return this.#live.get(hostname);
  }

  /** The same, or the one that is leaving. */
  directOrLeaving(hostname: string): Route | undefined {
    return this.#live.get(hostname) ?? this.#leaving.get(hostname);
  }

  /** Those of that hostname behind a proxy, live before leaving. */
  proxied(hostname: string): readonly Route[] {
    this.#proxied ??= Map.groupBy(this.#behindProxies(), ({ listener }) => listener.hostname);
    return this.#proxied.get(hostname) ?? [];
  }

  /** Live ones under that hostname, dialed in whichever way. */
  under(hostname: string): Route[] {
    const direct = this.direct(hostname);
    const proxied = this.proxied(hostname).filter((route) => this.at(route.listener) === route);
    return direct === undefined ? proxied : [direct, ...proxied];
  }

  *#behindProxies(): Iterable<Route> {
    for (const route of this.#live.values()) if (route.proxies !== undefined) yield route;
    for (const [place, route] of this.#leaving)
      if (route.proxies !== undefined && !this.#live.has(place)) yield route;
  }
}

/** A hostname on the port itself, or an address at a proxy: what one route at a time can have. */
export function placeOf({ proxy, ...listener }: BoundListener): string {
  return proxy === undefined ? listener.hostname : formatAddress(listener);
}
