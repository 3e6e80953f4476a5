import {
  type KeptFile,
  type KeptPlatform,
  type KnownClient,
  MOST_CLIENTS_KNOWN,
  MOST_FILES_KEPT,
} from '../spool/spool.ts';

/** A KeptPlatform that lasts as long as the process, for tests. */
export class MemoryKeptPlatform implements KeptPlatform, AsyncDisposable {
  /** Longest unused first. */
  readonly #clients = new Map<string, KnownClient>();
  readonly #files = new Map<number, KeptFile>();

  readonly clients: KeptPlatform['clients'] = {
    find: async (id) => {
      const client = this.#clients.get(id);
      if (client !== undefined) this.#keep(client);
      return client;
    },
    save: async (clients) => {
      for (const client of clients) this.#keep(client);
      const surplus = Math.max(0, this.#clients.size - MOST_CLIENTS_KNOWN);
      for (const id of [...this.#clients.keys()].slice(0, surplus)) this.#clients.delete(id);
    },
    forget: async (ids) => {
      for (const id of ids) this.#clients.delete(id);
    },
  };

  readonly files: KeptPlatform['files'] = {
    save: async (file) => {
      if (!this.#files.has(file.revision)) this.#files.set(file.revision, file);
      const newest = newestFirst(this.#files).slice(0, MOST_FILES_KEPT);
      for (const kept of newestFirst(this.#files)) {
        const isNewestOfKey = kept.keyIds.some((keyId) => this.#newestSignedBy(keyId) === kept);
        if (!newest.includes(kept) && !isNewestOfKey) this.#files.delete(kept.revision);
      }
    },
    newest: async () => newestFirst(this.#files)[0],
    newestSignedBy: async (keyId) => this.#newestSignedBy(keyId),
  };

  async [Symbol.asyncDispose](): Promise<void> {}

  #keep(client: KnownClient): void {
    // Behind all the others, where it may have stood before.
    this.#clients.delete(client.id);
    this.#clients.set(client.id, client);
  }

  #newestSignedBy(keyId: string): KeptFile | undefined {
    return newestFirst(this.#files).find(({ keyIds }) => keyIds.includes(keyId));
  }
}

function newestFirst(files: ReadonlyMap<number, KeptFile>): KeptFile[] {
  return [...files.values()].sort((one, other) => other.revision - one.revision);
}
