import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

const MEBIBYTE = 1024 * 1024;

/** A disk of its own (tmpfs) of a few megabytes, which somebody else's file fills and makes free again. */
export class SmallDisk implements Disposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Undefined where there is no right to mount one. @param path a folder, made when it is not there */
  static mount(path: string, bytes: number): SmallDisk | undefined {
    mkdirSync(path, { recursive: true });
    try {
      const options = `size=${bytes},mode=0700`;
      execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'causeway', path], { stdio: 'ignore' });
      return new SmallDisk(path);
    } catch {
      return undefined;
    }
  }

  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.path);
    return bavail * bsize;
  }

  /** Leaves so many bytes free, to a megabyte; with 0 there is not one. What others write meanwhile is counted in. */
  async fill(leftBytes: number): Promise<void> {
    await using file = await open(this.#ballast, 'a');
    while (this.freeBytes > leftBytes) {
      const bytes = Math.min(MEBIBYTE, this.freeBytes - leftBytes);
      if (!(await append(file, Buffer.alloc(bytes, 1)))) return;
    }
  }

  /** Removes what filled it. */
  relieve(): void {
    rmSync(this.#ballast, { force: true });
  }

  [Symbol.dispose](): void {
    execFileSync('umount', ['--lazy', this.path], { stdio: 'ignore' });
  }

  get #ballast(): string {
    return join(this.path, 'of-somebody-else');
  }
}

/** @returns false when the disk takes no more */
async function append(file: { appendFile(data: Buffer): Promise<void> }, bytes: Buffer): Promise<boolean> {
  try {
    await file.appendFile(bytes);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}
