/** Lets one act run at a time, in the order in which they came; one that fails does not keep the next from running. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<Result>(act: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(act);
    this.#last = turn.catch(() => {});
    return turn;
  }

  /** Resolves when every act so far is over. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
