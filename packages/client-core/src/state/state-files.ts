import { link, open, readFile, rename, rm } from 'node:fs/promises';

/** The operations on files that a state store is made of. Each is whole or has not happened, but for `write`. */
export interface StateFiles {
  /** Undefined when there is no such file. */
  read(file: string): Promise<string | undefined>;
  /** For the owner alone, and on the disk when it resolves. */
  write(file: string, text: string): Promise<void>;
  /** Does not mind when there is none. */
  remove(file: string): Promise<void>;
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Makes renames in it durable. */
  sync(folder: string): Promise<void>;
}

export const nodeStateFiles: StateFiles = {
  async read(file) {
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  },
  async write(file, text) {
    await using handle = await open(file, 'w', 0o600);
    await handle.writeFile(text);
    await handle.sync();
  },
  async remove(file) {
    await rm(file, { force: true });
  },
  link,
  rename,
  async sync(folder) {
    // Windows has no such thing and needs none.
    if (process.platform === 'win32') return;
    await using handle = await open(folder, 'r');
    await handle.sync();
  },
};
