import { join } from 'node:path';
import type { ClientState } from '../core/client-state.ts';
import type { StateStore } from '../core/ports.ts';
import { clientErrors } from '../errors.ts';
import { nodeStateFiles, type StateFiles } from './state-files.ts';
import { StateLock } from './state-lock.ts';
import { formatState, parseState } from './state-text.ts';

/** A folder with the state in two generations: the newest, and the one before it for a disk that tore the newest. */
export class FileStateStore implements StateStore, Disposable {
  readonly #folder: string;
  readonly #files: StateFiles;
  readonly #lock: StateLock | undefined;

  /** `lock`: for whoever writes; one process at a time. @throws STATE_UNWRITABLE, STATE_IN_USE */
  constructor(folder: string, use: 'lock' | 'read', files: StateFiles = nodeStateFiles) {
    this.#folder = folder;
    this.#files = files;
    this.#lock = use === 'lock' ? StateLock.take(folder) : undefined;
  }

  /** @throws STATE_UNREADABLE, and STATE_DAMAGED when there is state and none of it is whole. */
  async load(): Promise<ClientState | undefined> {
    const texts = [await this.#read(NEWEST), await this.#read(PREVIOUS)];
    for (const text of texts) {
      const state = text === undefined ? undefined : parseState(text);
      if (state !== undefined) return state;
    }
    if (texts.every((text) => text === undefined)) return undefined;
    throw clientErrors.error('STATE_DAMAGED', {
      seen: this.#folder,
      expected: `${NEWEST} with the digest in its first line`,
    });
  }

  /** Whenever this is killed, one generation is whole. @throws STATE_UNWRITABLE */
  async save(state: ClientState): Promise<void> {
    try {
      await this.#files.write(this.#file(FRESH), formatState(state));
      await this.#keepPrevious();
      await this.#files.rename(this.#file(FRESH), this.#file(NEWEST));
      await this.#files.sync(this.#folder);
    } catch (cause) {
      throw clientErrors.error('STATE_UNWRITABLE', { seen: seenIn(cause, this.#folder), cause });
    }
  }

  [Symbol.dispose](): void {
    this.#lock?.[Symbol.dispose]();
  }

  /** A damaged newest file must not push out the good one before it. */
  async #keepPrevious(): Promise<void> {
    const newest = await this.#files.read(this.#file(NEWEST));
    if (newest === undefined || parseState(newest) === undefined) return;
    await this.#files.remove(this.#file(PREVIOUS));
    await this.#files.link(this.#file(NEWEST), this.#file(PREVIOUS));
  }

  async #read(name: string): Promise<string | undefined> {
    try {
      return await this.#files.read(this.#file(name));
    } catch (cause) {
      throw clientErrors.error('STATE_UNREADABLE', { seen: seenIn(cause, this.#folder), cause });
    }
  }

  #file(name: string): string {
    return join(this.#folder, name);
  }
}

const NEWEST = 'state.json';
const PREVIOUS = 'state.previous.json';
const FRESH = 'state.new.json';

function seenIn(cause: unknown, folder: string): string {
  return cause instanceof Error ? cause.message : folder;
}
