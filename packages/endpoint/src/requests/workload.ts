/** The requests at work at once beyond which clients are asked to come back. */
const MOST_AT_WORK = 5_000;

/** How many requests are at work; what is held only to be answered later is not. */
export class Workload {
  #atWork = 0;

  get isTooMuch(): boolean {
    return this.#atWork > MOST_AT_WORK;
  }

  begin(): void {
    this.#atWork++;
  }

  end(): void {
    this.#atWork--;
  }

  /** Leaves a request that has begun out of the count while it waits. */
  async whileHeld<Result>(wait: () => Promise<Result>): Promise<Result> {
    this.end();
    try {
      return await wait();
    } finally {
      this.begin();
    }
  }
}
