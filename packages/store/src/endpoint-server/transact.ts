import type { DatabaseSync } from 'node:sqlite';

/** All of the work, or nothing. */
export function transact<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('begin immediate');
  try {
    const result = work();
    database.exec('commit');
    return result;
  } catch (cause) {
    // SQLite takes a transaction back by itself when the disk is full.
    if (database.isTransaction) database.exec('rollback');
    throw cause;
  }
}
