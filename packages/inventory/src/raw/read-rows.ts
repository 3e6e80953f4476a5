import { isRawRow, type RawRow, type RawValue } from './raw-inventory.ts';
import { type Fields, listOf, readersOf, readFields, restOf } from './read-fields.ts';
import type { SectionTable } from './section-tables.ts';

/** By what the packaging systems are called by agents. */
const SOURCES: Readonly<Record<string, string>> = { deb: 'dpkg', debian: 'dpkg' };

/** @returns the rows in the normal form, and what is left of them: each behind the name of its row */
export function readRows(
  table: SectionTable,
  values: readonly RawValue[],
): { readonly rows: readonly Fields[]; readonly left: readonly unknown[] } {
  const [rows, left]: [Fields[], unknown[]] = [[], []];
  const readers = readersOf(table.fields);
  const [title = 'name'] = Object.keys(table.fields);
  const readRow = (row: RawRow) => {
    const used: string[] = [];
    const fields = finishRow(table, readFields(row, readers, used), title);
    // A row that names nothing is kept as it came.
    const isRow = table.section === 'memoryModules' ? used.length > 0 : fields[title] !== undefined;
    if (isRow) rows.push(fields);
    const rest = restOf(row, used, () => (isRow ? { [title]: fields[title] } : {}));
    if (rest !== undefined) left.push(rest);
  };
  for (const value of values)
    if (isRawRow(value)) readRow(value);
    else if (value !== '' && value !== null) left.push(value);
  return { rows: table.section === 'networkInterfaces' ? mergeAddresses(rows) : rows, left };
}

function finishRow({ section, kind, unnamed }: SectionTable, fields: Fields, title: string): Fields {
  if (unnamed !== undefined) fields[title] ??= unnamed;
  if (kind !== undefined) fields.kind = kind;
  if (section === 'software') finishSoftware(fields);
  return fields;
}

/** Debian writes the architecture behind the name of what may be installed for several: `libc6:amd64`. */
function finishSoftware(row: Fields): void {
  if (typeof row.source === 'string') {
    const source = row.source.toLowerCase();
    row.source = Object.hasOwn(SOURCES, source) ? SOURCES[source] : source;
  }
  if (row.source !== 'dpkg' || typeof row.name !== 'string') return;
  const colon = row.name.lastIndexOf(':');
  if (colon !== -1 && row.name.slice(colon + 1) === row.architecture) row.name = row.name.slice(0, colon);
}

/**
 * Agents write an interface once for each of its addresses; two cards of one make have one name, but not one MAC. Cost
 * grows with the addresses, however many an interface has.
 */
function mergeAddresses(rows: readonly Fields[]): Fields[] {
  const byInterface = Map.groupBy(rows, (row) => JSON.stringify([row.name, row.mac ?? null]));
  return [...byInterface.values()].map((same) => {
    const ips = [...new Set(same.flatMap((row) => listOf(row.ips)))].sort();
    // What the first one says goes before what the others say.
    const fields = same.reduceRight<Fields>((known, row) => Object.assign(known, row), {});
    return { ...fields, ...(ips.length > 0 && { ips }) };
  });
}
