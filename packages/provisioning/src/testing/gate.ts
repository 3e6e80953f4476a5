/** For tests: holds whoever passes, once it is closed, until it is opened. */
export class Gate {
  #held = Promise.withResolvers<void>();
  #opened = Promise.withResolvers<void>();
  #isClosed = false;

  close(): void {
    this.#held = Promise.withResolvers();
    this.#opened = Promise.withResolvers();
    this.#isClosed = true;
  }

  /** The next one is held, those after it are not. */
  async pass(): Promise<void> {
    if (!this.#isClosed) return;
    this.#isClosed = false;
    this.#held.resolve();
    await this.#opened.promise;
  }

  /** Resolves when one is held. */
  get held(): Promise<void> {
    return this.#held.promise;
  }

  open(): void {
    this.#opened.resolve();
  }
}
