import type { EndpointServerId } from '@causeway/contract';

/** Tells those who wait that something about an endpoint server has changed; they look for themselves what it is. */
export class News {
  readonly #waiting = new Map<EndpointServerId, Set<() => void>>();

  tell(id: EndpointServerId): void {
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
