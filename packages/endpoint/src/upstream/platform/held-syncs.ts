import { overloaded } from '../../requests/answer.ts';

/** The syncs that wait for news. Of one endpoint server there is one at a time: a newer one ends the wait of the older. */
export class HeldSyncs implements Disposable {
  readonly #held = new Map<string, AbortController>();
  readonly #closing = new AbortController();

  /** Ends with what `act` answers when its signal aborts: by one of `ends`, or by the disposal. */
  async hold<Answer>(
    id: string,
    ends: readonly AbortSignal[],
    act: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    this.#held.get(id)?.abort();
    const own = new AbortController();
    this.#held.set(id, own);
    const signal = AbortSignal.any([own.signal, this.#closing.signal, ...ends]);
    try {
      return await act(signal);
    } catch (error) {
      // Whoever still listens comes back.
      throw signal.aborted && error === signal.reason ? overloaded() : error;
    } finally {
      if (this.#held.get(id) === own) this.#held.delete(id);
    }
  }

  [Symbol.dispose](): void {
    this.#closing.abort();
  }
}
