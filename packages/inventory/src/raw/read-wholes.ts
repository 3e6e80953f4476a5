import { isRawRow, type RawRow, type RawSections } from './raw-inventory.ts';
import { type Fields, readersOf, readFields, restOf } from './read-fields.ts';
import { text } from './read-values.ts';
import { type FieldTable, hardwareTables, operatingSystemTables } from './section-tables.ts';

const names = [...new Set([...Object.keys(hardwareTables), ...Object.keys(operatingSystemTables)])];

/** Whether the agent's section is one object, which tells of the machine or of its system. */
export function isWhole(name: string): boolean {
  return names.includes(name);
}

/** HARDWARE tells of the machine and of its system. `other`: what has no place in either. */
export function readWholes(sections: RawSections): { readonly sections: Fields; readonly other: Fields } {
  if (!names.some((name) => sections.has(name))) return { sections: {}, other: {} };
  const used = new Map(names.map((name) => [name, [] as string[]]));
  const hardware = readWhole(sections, hardwareTables, used);
  const system = readWhole(sections, operatingSystemTables, used);
  const [row] = rowsOf(sections, 'OPERATINGSYSTEM');
  const timezone = isRawRow(row?.TIMEZONE) ? text(row.TIMEZONE.NAME ?? null) : undefined;
  if (timezone !== undefined) system.timezone = timezone;
  const read: Fields = {};
  if (Object.keys(hardware).length > 0) read.hardware = hardware;
  if (Object.keys(system).length > 0) read.operatingSystem = { family: familyOf(system, row), ...system };
  return { sections: read, other: leftOf(sections, used) };
}

/** What the first table says goes before what the others say. */
function readWhole(
  sections: RawSections,
  tables: Readonly<Record<string, FieldTable>>,
  used: ReadonlyMap<string, string[]>,
): Fields {
  const fields: Fields = {};
  for (const [name, table] of Object.entries(tables)) {
    const [row = {}] = rowsOf(sections, name);
    const read = readFields(row, readersOf(table), used.get(name) ?? []);
    Object.assign(fields, { ...read, ...fields });
  }
  return fields;
}

/** Of a section that is there several times the first is read; the others are kept as they came. */
function leftOf(sections: RawSections, used: ReadonlyMap<string, readonly string[]>): Fields {
  const other: Fields = {};
  for (const [name, fields] of used) {
    const [row, ...more] = rowsOf(sections, name);
    const rest = row === undefined ? undefined : restOf(row, fields, () => ({}));
    if (more.length > 0) other[name] = [rest ?? {}, ...more];
    else if (rest !== undefined) other[name] = rest;
  }
  return other;
}

function rowsOf(sections: RawSections, name: string): readonly RawRow[] {
  return (sections.get(name) ?? []).flat().filter(isRawRow);
}

function familyOf({ name }: Fields, row: RawRow | undefined): string {
  const words = `${row?.KERNEL_NAME ?? ''} ${row?.NAME ?? ''} ${name ?? ''}`.toLowerCase();
  if (/windows|mswin/.test(words)) return 'windows';
  if (/darwin|mac ?os/.test(words)) return 'macos';
  if (/bsd|dragonfly/.test(words)) return 'bsd';
  const isLinux =
    /linux|debian|ubuntu|fedora|centos|red hat|rocky|alma|suse|\barch\b|alpine|gentoo|mint|raspbian/.test(
      words,
    );
  return isLinux ? 'linux' : 'other';
}
