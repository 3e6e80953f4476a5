/** Resolves after so many milliseconds. @throws the reason of the signal */
export type Wait = (ms: number, signal: AbortSignal) => Promise<unknown>;

/** Ends a wait before its time: what rings while nobody waits ends the next wait at once. */
export class Bell {
  #isRung = false;
  #end: (() => void) | undefined;

  ring(): void {
    this.#isRung = true;
    this.#end?.();
  }

  /** Until it rings or the time is over. @throws the reason of the signal */
  async wait(ms: number, wait: Wait, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (!this.#isRung) await this.#waitForRing(ms, wait, signal);
    this.#isRung = false;
    signal.throwIfAborted();
  }

  async #waitForRing(ms: number, wait: Wait, signal: AbortSignal): Promise<void> {
    const rung = new AbortController();
    this.#end = () => rung.abort();
    try {
      await wait(ms, AbortSignal.any([signal, rung.signal]));
    } catch (error) {
      if (!rung.signal.aborted) throw error;
    } finally {
      this.#end = undefined;
    }
  }
}
