import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { clientErrors } from '../errors.ts';

/** Result codes of SQLite (sqlite.org/rescode.html). */
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;

/** Held by whoever writes a state folder, one process at a time. */
export class StateLock implements Disposable {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** SQLite's exclusive lock: the kernel lets go of it when the process dies, however it dies. @throws STATE_IN_USE, STATE_UNWRITABLE */
  static take(folder: string): StateLock {
    let database: DatabaseSync | undefined;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      database = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
      database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
      return new StateLock(database);
    } catch (cause) {
      database?.close();
      const seen = `${folder}: ${cause instanceof Error ? cause.message : String(cause)}`;
      throw clientErrors.error(isHeld(cause) ? 'STATE_IN_USE' : 'STATE_UNWRITABLE', { seen, cause });
    }
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

function isHeld(cause: unknown): boolean {
  const code = cause instanceof Error && 'errcode' in cause ? cause.errcode : undefined;
  return code === SQLITE_BUSY || code === SQLITE_LOCKED;
}
