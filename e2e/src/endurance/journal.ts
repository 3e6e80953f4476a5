import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What became of one attempt to upload the n-th document; a failed one is made again. */
export type JournalEntry =
  | { readonly kind: 'sent'; readonly n: number }
  | { readonly kind: 'answered'; readonly n: number }
  | {
      readonly kind: 'failed';
      readonly n: number;
      readonly code: string;
      /** As the answer said it; null without one. */
      readonly retryAfterSeconds: number | null;
    };

/** The memory of one client: written before a document is sent, and when it was answered. */
export class Journal {
  readonly #file: string;

  constructor(folder: string, clientId: string) {
    this.#file = join(folder, `${clientId}.journal`);
  }

  note(entry: JournalEntry): void {
    appendFileSync(this.#file, `${JSON.stringify(entry)}\n`);
  }
}

/** What one client remembers. */
export interface Remembered {
  readonly clientId: string;
  readonly entries: readonly JournalEntry[];
}

/** The journals in a folder, while they are written or later. */
export function readJournals(folder: string): Remembered[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.journal'));
  return names.map((name) => ({
    clientId: name.replace(/\.journal$/, ''),
    entries: readEntries(join(folder, name)),
  }));
}

/** Numbers of the documents of one kind of entry, each once. */
export function numbersOf({ entries }: Remembered, kind: JournalEntry['kind']): Set<number> {
  return new Set(entries.filter((entry) => entry.kind === kind).map(({ n }) => n));
}

/** Without a line that is being written. */
function readEntries(file: string): JournalEntry[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as JournalEntry);
}
