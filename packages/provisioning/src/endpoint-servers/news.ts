import type { EndpointServerId } from '@causeway/contract';

/** Tells those who wait that something about an endpoint server has changed; they look for themselves what it is. */
export class News {
  readonly #waiting = new Map<EndpointServerId, Set<() => void>>();
  readonly #counts = new Map<EndpointServerId, number>();

  /** How often there was news since the start of the process. */
  count(id: EndpointServerId): number {
    return this.#counts.get(id) ?? 0;
  }

  tell(id: EndpointServerId): void {
    this.#counts.set(id, this.count(id) + 1);
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    for (const wake of waiting ?? []) wake();
  }

  /** Resolves with the next news, or when the signal is aborted. */
  next(id: EndpointServerId, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, waiting.add(resolve));
    const wake = () => {
      waiting.delete(resolve);
      resolve();
    };
    signal.addEventListener('abort', wake, { once: true });
    if (signal.aborted) wake();
    return promise.finally(() => signal.removeEventListener('abort', wake));
  }
}
