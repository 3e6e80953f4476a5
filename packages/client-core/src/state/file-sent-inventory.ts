import { join } from 'node:path';
import type { SentInventory, SentInventoryStore } from '../core/sent-inventory.ts';
import { formatSealed, parseSealed } from './sealed-text.ts';
import { nodeStateFiles, type StateFiles } from './state-files.ts';

/** A file beside the state, for the owner alone. Whatever is wrong with it, there is none. */
export class FileSentInventory implements SentInventoryStore {
  readonly #folder: string;
  readonly #files: StateFiles;

  constructor(folder: string, files: StateFiles = nodeStateFiles) {
    this.#folder = folder;
    this.#files = files;
  }

  async load(): Promise<SentInventory | undefined> {
    const text = await this.#files.read(join(this.#folder, NEWEST)).catch(() => undefined);
    // Whole, so it is what was saved.
    return text === undefined ? undefined : (parseSealed(text) as SentInventory | undefined);
  }

  /** Whenever this is killed, the file is the one before or the new one. */
  async save(sent: SentInventory): Promise<void> {
    const fresh = join(this.#folder, FRESH);
    await this.#files.write(fresh, formatSealed(sent));
    await this.#files.rename(fresh, join(this.#folder, NEWEST));
    await this.#files.sync(this.#folder);
  }
}

const NEWEST = 'inventory.json';
const FRESH = 'inventory.new.json';
