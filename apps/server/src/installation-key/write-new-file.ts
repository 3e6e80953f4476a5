import { link, open, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

const OWNER_ALONE = 0o600;

/**
 * Writes a file whole or not at all, durably, for its owner's eyes alone, and never over another: a reader finds
 * nothing or everything, however the process ends. What an earlier try left in `FILE.new` is removed.
 * @throws EEXIST when there is such a file
 */
export async function writeNewFile(file: string, content: string): Promise<void> {
  const fresh = `${file}.new`;
  await rm(fresh, { force: true });
  try {
    await writeDurably(fresh, content);
    // Unlike a rename, a link refuses to replace what is there.
    await link(fresh, file);
  } finally {
    await rm(fresh, { force: true });
  }
  await syncFolder(dirname(resolve(file)));
}

async function writeDurably(file: string, content: string): Promise<void> {
  await using handle = await open(file, 'wx', OWNER_ALONE);
  await handle.writeFile(content);
  await handle.sync();
}

/** The name of a new file is durable once its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle on a folder, and makes its names durable by itself.
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}
