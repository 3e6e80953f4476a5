import assert from 'node:assert/strict';
import type { ProvisioningStore } from '@causeway/provisioning';

/** A change whose every step is at hand takes some hundred turns of the event loop. */
const MOST_TURNS = 20_000;

/** The changes of a simulated server that wait for its fleet: they look again when they are woken. */
export class Rests {
  #resting: (() => void)[] = [];

  readonly rest = (_ms: number, signal: AbortSignal): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#resting.push(resolve);
    signal.addEventListener('abort', () => {
      this.#resting = this.#resting.filter((wake) => wake !== resolve);
      reject(signal.reason);
    });
    return promise;
  };

  wakeAll(): void {
    for (const wake of this.#resting.splice(0)) wake();
  }

  /** Resolves when every change is over or rests, or the server that ran them is no more. */
  async settle(changes: ProvisioningStore['changes'], isOver: () => boolean): Promise<void> {
    for (let turn = 0; !isOver() && this.#resting.length === 0; turn++) {
      const unfinished = await changes.unfinished();
      if (unfinished.length === 0) return;
      assert.ok(turn < MOST_TURNS, `a change hangs: ${JSON.stringify(unfinished)}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
