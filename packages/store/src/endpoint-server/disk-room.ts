import { randomBytes } from 'node:crypto';
import { rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isOfDisk, spoolFull, toSpoolFull } from './spool-full.ts';

const MEBIBYTE = 1024 * 1024;
/** Kept free: four times what SQLite gathers in its log before it moves it into the database (1,000 pages of 4 KiB). */
const HEADROOM_BYTES = 16 * MEBIBYTE;
/** Half of it may be used by what finds its place in pages that the database has free. */
const HEADROOM_WITHIN_BYTES = HEADROOM_BYTES / 2;
/** Twice that log: it can be moved, and the removal be logged. */
const RESERVE_BYTES = 8 * MEBIBYTE;

/** Sees to it that a spool is full before its disk is, and that what it holds can be removed from a disk that is full. */
export class DiskRoom {
  readonly #folder: string;
  readonly #reserve: string;

  constructor(file: string) {
    this.#folder = dirname(file);
    this.#reserve = `${file}-reserve`;
  }

  /**
   * Each byte is written twice: to the log, and to the database, where free pages are used first.
   * @throws SPOOL_FULL
   */
  verify({ bytes, freeInside }: { readonly bytes: number; readonly freeInside: number }): void {
    const grows = Math.max(0, bytes - freeInside);
    const floor = grows === 0 ? HEADROOM_WITHIN_BYTES : HEADROOM_BYTES;
    const free = this.#freeBytes();
    if (free >= bytes + grows + floor) return;
    throw spoolFull(`${free} bytes free in ${this.#folder}, of which ${floor} are kept free`);
  }

  /**
   * Does it, at the cost of the reserve when the disk is full.
   * @throws SPOOL_FULL when not even that helps
   */
  doAnyhow<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      if (!isOfDisk(error)) throw error;
      rmSync(this.#reserve, { force: true });
    }
    try {
      return work();
    } catch (error) {
      throw toSpoolFull(error);
    }
  }

  /** Makes the reserve where it is missing and there is room for it. */
  ensureReserve(): void {
    if (statSync(this.#reserve, { throwIfNoEntry: false })?.size === RESERVE_BYTES) return;
    if (this.#freeBytes() < RESERVE_BYTES + HEADROOM_WITHIN_BYTES) return;
    try {
      // Random, so that no file system stores it in less.
      writeFileSync(this.#reserve, randomBytes(RESERVE_BYTES), { mode: 0o600 });
    } catch (error) {
      if (!isOfDisk(error)) throw error;
      rmSync(this.#reserve, { force: true });
    }
  }

  #freeBytes(): number {
    const { blocks, bavail, bsize } = statfsSync(this.#folder);
    // Some file systems do not tell; then the disk itself says when it is full.
    return blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize;
  }
}
