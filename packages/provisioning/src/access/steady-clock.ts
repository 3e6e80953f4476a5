/** Upkeep looks every few seconds. More between two looks is a clock that was set, or a machine that was asleep. */
const JUMP_MS = 3_600_000;

/** Watches a clock that may be set by hand or by its machine. */
export class SteadyClock {
  #last = Number.NaN;
  #since = 0;

  /** @param now in milliseconds @returns for how long it has gone on without a jump, in all that it was looked at */
  lookAt(now: number): number {
    const passed = now - this.#last;
    const goesOn = passed >= 0 && passed <= JUMP_MS;
    if (!goesOn) this.#since = now;
    this.#last = now;
    return now - this.#since;
  }
}
