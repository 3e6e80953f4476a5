import { mkdirSync } from 'node:fs';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ClientState } from '../core/client-state.ts';
import type { StateStore } from '../core/ports.ts';
import { clientErrors } from '../errors.ts';
import { formatState, parseState } from './state-text.ts';

/** A folder with the state in two generations: the newest, and the one before it for a disk that tore the newest. */
export class FileStateStore implements StateStore, Disposable {
  readonly #folder: string;
  readonly #lock: DatabaseSync | undefined;

  /** `lock`: for whoever writes; one process at a time. @throws STATE_UNWRITABLE, STATE_IN_USE */
  constructor(folder: string, use: 'lock' | 'read') {
    this.#folder = folder;
    this.#lock = use === 'lock' ? takeLock(folder) : undefined;
  }

  /** @throws STATE_DAMAGED when there is state and none of it is whole. */
  async load(): Promise<ClientState | undefined> {
    const texts = [await this.#read('state.json'), await this.#read('state.previous.json')];
    for (const text of texts) {
      const state = text === undefined ? undefined : parseState(text);
      if (state !== undefined) return state;
    }
    if (texts.every((text) => text === undefined)) return undefined;
    throw clientErrors.error('STATE_DAMAGED', {
      seen: this.#folder,
      expected: 'state.json with the digest in its first line',
    });
  }

  async save(state: ClientState): Promise<void> {
    const fresh = this.#file('state.new.json');
    await writeDurably(fresh, formatState(state));
    await this.#keepPrevious();
    await rename(fresh, this.#file('state.json'));
    await syncFolder(this.#folder);
  }

  [Symbol.dispose](): void {
    this.#lock?.close();
  }

  /** A damaged newest file must not push out the good one before it. */
  async #keepPrevious(): Promise<void> {
    const newest = await this.#read('state.json');
    if (newest === undefined || parseState(newest) === undefined) return;
    const previous = this.#file('state.previous.json');
    await rm(previous, { force: true });
    await link(this.#file('state.json'), previous);
  }

  async #read(name: string): Promise<string | undefined> {
    try {
      return await readFile(this.#file(name), 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  #file(name: string): string {
    return join(this.#folder, name);
  }
}

async function writeDurably(file: string, text: string): Promise<void> {
  await using handle = await open(file, 'w', 0o600);
  await handle.writeFile(text);
  await handle.sync();
}

/** Makes the rename itself durable; Windows has no such thing and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}

/** SQLite's exclusive lock: the kernel lets go of it when the process dies, however it dies. */
function takeLock(folder: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    const seen = `${folder}: ${cause instanceof Error ? cause.message : String(cause)}`;
    const isHeld = /locked|busy/i.test(seen);
    throw clientErrors.error(isHeld ? 'STATE_IN_USE' : 'STATE_UNWRITABLE', { seen, cause });
  }
}
