import { type ClientState, clientErrors, type StateStore } from '@causeway/client-core';

/**
 * The state of the way to the platform on a disk that may be full: what cannot be written is remembered until it can.
 * Otherwise nothing that was learned on the way would count, and the spool, which is what fills the disk, could not be
 * forwarded. A stop in between costs what was learned since.
 */
export class RememberingStateStore implements StateStore {
  readonly #disk: StateStore;
  #unwritten: ClientState | undefined;

  constructor(disk: StateStore) {
    this.#disk = disk;
  }

  async load(): Promise<ClientState | undefined> {
    return this.#unwritten ?? (await this.#disk.load());
  }

  async save(state: ClientState): Promise<void> {
    try {
      await this.#disk.save(state);
      this.#unwritten = undefined;
    } catch (error) {
      if (!clientErrors.is(error, 'STATE_UNWRITABLE')) throw error;
      this.#unwritten = state;
    }
  }
}
