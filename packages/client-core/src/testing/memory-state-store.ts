import type { ClientState } from '../core/client-state.ts';
import type { StateStore } from '../core/ports.ts';
import { formatState, parseState } from '../state/state-text.ts';

/** A disk in memory: what is loaded went through text, as it does on a real one. */
export class MemoryStateStore implements StateStore {
  #text: string | undefined;

  get state(): ClientState | undefined {
    return this.#text === undefined ? undefined : parseState(this.#text);
  }

  async load(): Promise<ClientState | undefined> {
    return this.state;
  }

  async save(state: ClientState): Promise<void> {
    this.#text = formatState(state);
  }
}
