/** Written in one transaction: a few large inventories, or very many small ones, within some tens of milliseconds. */
const GROUP_BYTES = 8 * 1024 * 1024;

export interface Write {
  readonly bytes: number;
}

interface Waiting<One extends Write> {
  readonly write: One;
  readonly promise: PromiseWithResolvers<void>;
}

/** Gathers writes that come while others are written, so that they share one commit: a disk is waited for once. */
export class GroupCommit<One extends Write> {
  readonly #commit: (writes: readonly One[]) => void;
  #waiting: Waiting<One>[] = [];
  #waitingBytes = 0;
  #isScheduled = false;

  /** @param commit all of them, durable when it returns, or nothing: what it throws is thrown to each of them */
  constructor(commit: (writes: readonly One[]) => void) {
    this.#commit = commit;
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** Resolves when it is committed. */
  add(write: One): Promise<void> {
    const promise = Promise.withResolvers<void>();
    this.#waiting.push({ write, promise });
    this.#waitingBytes += write.bytes;
    this.#schedule();
    return promise.promise;
  }

  /** Commits all that waits, at once. */
  flush(): void {
    while (this.#waiting.length > 0) this.#commitGroup();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    // Behind all the requests that have arrived by now.
    setImmediate(() => {
      this.#isScheduled = false;
      this.#commitGroup();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #commitGroup(): void {
    const group = this.#takeGroup();
    if (group.length === 0) return;
    try {
      this.#commit(group.map(({ write }) => write));
    } catch (error) {
      for (const { promise } of group) promise.reject(error);
      return;
    }
    for (const { promise } of group) promise.resolve();
  }

  #takeGroup(): Waiting<One>[] {
    let bytes = 0;
    const end = this.#waiting.findIndex(({ write }, index) => {
      bytes += write.bytes;
      return index > 0 && bytes > GROUP_BYTES;
    });
    const group = this.#waiting.splice(0, end === -1 ? this.#waiting.length : end);
    for (const { write } of group) this.#waitingBytes -= write.bytes;
    return group;
  }
}
