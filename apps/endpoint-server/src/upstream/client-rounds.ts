import type { Client, ClientState, RoundOutcome } from '@causeway/client-core';
import { Bell, type Wait } from '../bell.ts';
import type { Say } from '../events/endpoint-event.ts';
import { troubleOf } from '../trouble.ts';

export interface RoundsParts {
  readonly client: Client;
  readonly state: ClientState;
  readonly wait: Wait;
  readonly say: Say;
  /** Ends the rounds. */
  readonly signal: AbortSignal;
  /** Told after every round. */
  readonly onState: (state: ClientState) => Promise<void>;
}

/** When the state of the client could not be kept: the disk may have room again. */
const AFTER_FAULT_MS = 60_000;

/** The endpoint server as a client of its platform: polls, proves, rehearses and follows it wherever it moves. */
export class ClientRounds {
  readonly #parts: RoundsParts;
  readonly #bell = new Bell();
  #state: ClientState;
  #running: Promise<void> | undefined;
  #nextMs = 0;
  #lastFault = '';

  constructor(parts: RoundsParts) {
    this.#parts = parts;
    this.#state = parts.state;
  }

  /** As of the last round. */
  get state(): ClientState {
    return this.#state;
  }

  /** A round at once, or the one that runs already. What goes wrong is said; it throws nothing. */
  runNow(): Promise<void> {
    // It counts as the next round of the schedule.
    this.#bell.ring();
    return this.#share();
  }

  /** On its schedule until the signal. @throws its reason */
  async run(): Promise<never> {
    const { wait, signal } = this.#parts;
    while (true) {
      await this.#share();
      await this.#bell.wait(this.#nextMs, wait, signal);
    }
  }

  #share(): Promise<void> {
    this.#running ??= this.#round().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #round(): Promise<void> {
    const { client, signal, onState } = this.#parts;
    try {
      const outcome = await client.poll(signal);
      this.#nextMs = outcome.nextPollInMs;
      this.#state = await client.state();
      this.#tell(outcome);
      await onState(this.#state);
      this.#lastFault = '';
    } catch (error) {
      if (signal.aborted) return;
      this.#nextMs = AFTER_FAULT_MS;
      this.#fault(error);
    }
  }

  /** What failed on the way is said once by whoever watches the platform, not every round. */
  #tell({ kind, news }: RoundOutcome): void {
    if (kind !== 'through') return;
    for (const text of news) this.#parts.say({ kind: 'news', text });
  }

  #fault(error: unknown): void {
    const { code, seen } = troubleOf(error);
    if (this.#lastFault === code) return;
    this.#lastFault = code;
    this.#parts.say({ kind: 'fault', what: `following the platform: ${code}`, seen });
  }
}
