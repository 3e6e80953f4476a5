import type { RawRow } from './raw-inventory.ts';
import type { ReadValue } from './read-values.ts';
import type { FieldTable } from './section-tables.ts';

export type Fields = Record<string, unknown>;
type Reader = readonly [name: string, read: ReadValue, sources: readonly string[]];

/** A table in the order in which it is walked, made once for all rows. */
export function readersOf(table: FieldTable): readonly Reader[] {
  return Object.entries(table).map(([name, [read, ...sources]]) => [name, read, sources]);
}

/** Fields of the row that say what is told are added to `used`. */
export function readFields(row: RawRow, readers: readonly Reader[], used: string[]): Fields {
  const fields: Fields = {};
  for (const [name, read, sources] of readers) {
    for (const source of sources) {
      const value = row[source];
      const known = value === undefined ? undefined : read(value);
      if (known === undefined) continue;
      used.push(source);
      // Lists take all of their sources, everything else the first that says something.
      if (Array.isArray(known)) fields[name] = [...new Set([...listOf(fields[name]), ...known])].sort();
      else {
        fields[name] = known;
        break;
      }
    }
  }
  return fields;
}

/** What is said and not used, behind what it is about; agents write empty elements for what they do not know. */
export function restOf(row: RawRow, used: readonly string[], about: () => Fields): Fields | undefined {
  let rest: Fields | undefined;
  for (const name in row) {
    if (row[name] === '' || used.includes(name)) continue;
    rest ??= about();
    rest[name] = row[name];
  }
  return rest;
}

export function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value : [];
}
