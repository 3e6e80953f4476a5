import { randomUUID } from 'node:crypto';
import type { SpoolEntry } from '@causeway/contract/upstream-messages';
import { endpointErrors } from '../errors.ts';
import type { Spool, SpooledEntry, SpoolStatus } from '../spool/spool.ts';

interface Kept extends SpooledEntry {
  readonly at: number;
  readonly bytes: number;
}

/** A Spool that lasts as long as the process, for tests. */
export class MemorySpool implements Spool, AsyncDisposable {
  readonly id = randomUUID();
  readonly #maxBytes: number;
  #entries: readonly Kept[] = [];
  #newest = 0;

  constructor({ maxBytes }: { readonly maxBytes: number }) {
    this.#maxBytes = maxBytes;
  }

  async append(entry: SpoolEntry, now: number): Promise<void> {
    const bytes = sizeOf(entry);
    if (bytesOf(this.#entries) + bytes > this.#maxBytes) throw endpointErrors.error('SPOOL_FULL');
    this.#entries = [...this.#entries, { sequence: ++this.#newest, entry, at: now, bytes }];
  }

  async peek(maxBytes: number): Promise<SpooledEntry[]> {
    const fitting = this.#entries.filter(
      (_, index) => index === 0 || bytesOf(this.#entries.slice(0, index + 1)) <= maxBytes,
    );
    return fitting.map(({ sequence, entry }) => ({ sequence, entry }));
  }

  async remove(upTo: number): Promise<void> {
    this.#entries = this.#entries.filter(({ sequence }) => sequence > upTo);
  }

  async status(): Promise<SpoolStatus> {
    const [oldest] = this.#entries;
    const figures = { entries: this.#entries.length, bytes: bytesOf(this.#entries) };
    return { ...figures, maxBytes: this.#maxBytes, oldestAt: oldest?.at ?? null };
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

function sizeOf(entry: SpoolEntry): number {
  return Buffer.byteLength(JSON.stringify(entry));
}

function bytesOf(entries: readonly Kept[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}
