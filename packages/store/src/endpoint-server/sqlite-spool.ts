import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { SpoolEntry } from '@causeway/contract/upstream-messages';
import type { Spool, SpooledEntry, SpoolStatus } from '@causeway/endpoint';
import type { DiskRoom } from './disk-room.ts';
import { freeBytesOf } from './free-bytes.ts';
import { GroupCommit } from './group-commit.ts';
import { isOfDisk, spoolFull, toSpoolFull } from './spool-full.ts';
import { prepareSpool, type SpoolStatements } from './spool-statements.ts';
import { transact } from './transact.ts';

/** Removed in one transaction, so that a removal needs little room in the log. */
const MOST_REMOVED = 500;
/** An empty spool gives back what its database has free beyond that; less is used again soon. */
const FREE_KEPT_BYTES = 64 * 1024 * 1024;

interface Append {
  readonly text: string;
  readonly at: number;
  readonly bytes: number;
}

/** The spool in the database of an endpoint server. Appends that come together are committed together. */
export class SqliteSpool implements Spool {
  readonly id: string;
  readonly #database: DatabaseSync;
  readonly #room: DiskRoom;
  readonly #maxBytes: number;
  readonly #statements: SpoolStatements;
  readonly #commits = new GroupCommit<Append>((appends) => this.#commit(appends));
  #entries: number;
  #bytes: number;

  constructor({ database, room, maxBytes }: SpoolOptions) {
    this.#database = database;
    this.#room = room;
    this.#maxBytes = maxBytes;
    this.#statements = prepareSpool(database);
    const kept = this.#statements.sizeOfAll.get();
    this.#entries = Number(kept?.count);
    this.#bytes = Number(kept?.bytes);
    if (this.#entries === 0) saveId(database, randomUUID());
    this.id = readId(database);
  }

  async append(entry: SpoolEntry, now: number): Promise<void> {
    const text = JSON.stringify(entry);
    const bytes = Buffer.byteLength(text);
    const bytesThen = this.#bytes + this.#commits.waitingBytes + bytes;
    if (bytesThen > this.#maxBytes)
      throw spoolFull(`${bytesThen} bytes with this entry, of ${this.#maxBytes} allowed`);
    await this.#commits.add({ text, at: now, bytes });
  }

  async peek(maxBytes: number): Promise<SpooledEntry[]> {
    const rows = this.#statements.upTo.all(this.#lastWithin(maxBytes));
    return rows.map(({ sequence, entry }) => ({
      sequence: Number(sequence),
      entry: JSON.parse(String(entry)),
    }));
  }

  async remove(upTo: number): Promise<void> {
    while (this.#room.doAnyhow(() => this.#removeSome(upTo)) > 0);
    this.#room.ensureReserve();
    if (this.#entries === 0) this.#shrink();
  }

  async status(): Promise<SpoolStatus> {
    const oldestAt = this.#statements.oldest.get()?.at;
    const figures = { entries: this.#entries, bytes: this.#bytes, maxBytes: this.#maxBytes };
    return { ...figures, oldestAt: oldestAt === undefined ? null : Number(oldestAt) };
  }

  /** Commits what waits to be. */
  flush(): void {
    this.#commits.flush();
  }

  #commit(appends: readonly Append[]): void {
    const bytes = appends.reduce((sum, append) => sum + append.bytes, 0);
    try {
      this.#room.verify({ bytes, freeInside: freeBytesOf(this.#database) });
      transact(this.#database, () => {
        for (const { at, bytes, text } of appends) this.#statements.insert.run(at, bytes, text);
      });
    } catch (error) {
      throw toSpoolFull(error);
    }
    this.#entries += appends.length;
    this.#bytes += bytes;
  }

  /** Sequence of the last entry that is within, of the first one at least; 0 for an empty spool. */
  #lastWithin(maxBytes: number): number {
    let [last, sum] = [0, 0];
    for (const { sequence, bytes } of this.#statements.sizes.iterate()) {
      sum += Number(bytes);
      if (last !== 0 && sum > maxBytes) break;
      last = Number(sequence);
    }
    return last;
  }

  /** @returns how many it was */
  #removeSome(upTo: number): number {
    const some = this.#statements.sizeOfSome.get(upTo, MOST_REMOVED);
    const count = Number(some?.count);
    if (count === 0) return 0;
    transact(this.#database, () => this.#statements.remove.run(Number(some?.last)));
    this.#entries -= count;
    this.#bytes -= Number(some?.bytes);
    return count;
  }

  #shrink(): void {
    if (freeBytesOf(this.#database) <= FREE_KEPT_BYTES) return;
    try {
      this.#database.exec('vacuum');
      this.#database.exec('pragma wal_checkpoint(truncate)');
    } catch (error) {
      // It is used again as it is.
      if (!isOfDisk(error)) throw error;
    }
  }
}

interface SpoolOptions {
  readonly database: DatabaseSync;
  readonly room: DiskRoom;
  readonly maxBytes: number;
}

const ID = 'spool-id';

/**
 * An empty spool begins anew at each opening: where a disk was set back to an earlier state, the platform would take
 * what comes next for what it has.
 */
function saveId(database: DatabaseSync, id: string): void {
  database.prepare('insert or replace into settings values (?, ?)').run(ID, id);
}

function readId(database: DatabaseSync): string {
  return String(database.prepare('select value from settings where key = ?').get(ID)?.value);
}
