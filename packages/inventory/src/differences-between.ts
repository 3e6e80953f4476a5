import {
  type ComputerInventory,
  canonicalJson,
  type RowSection,
  rowSections,
  type SectionName,
} from '@causeway/contract/inventory';

/** One thing that became another between two inventories of a computer. */
export interface InventoryChange {
  readonly section: SectionName;
  readonly kind: 'added' | 'removed' | 'changed';
  /** What it is, for a person. */
  readonly what: string;
  /** Null where there is none. */
  readonly before: unknown;
  readonly after: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

interface Section {
  /** By which a row is the same row as before. */
  readonly identity: readonly string[];
  /** What a person calls it. */
  readonly title: readonly string[];
  /** What is another at every look, and nobody's news. */
  readonly quiet: readonly string[];
}

const named: Section = { identity: ['name'], title: ['name'], quiet: [] };

const sections: Readonly<Record<RowSection, Section>> = {
  cpus: { ...named, quiet: ['speedMhz'] },
  memoryModules: { identity: ['slot', 'serialNumber'], title: ['slot', 'model'], quiet: [] },
  storageDevices: { identity: ['name', 'serialNumber'], title: ['name', 'model'], quiet: [] },
  fileSystems: { identity: ['mount', 'device'], title: ['mount'], quiet: ['freeBytes'] },
  networkInterfaces: { ...named, quiet: ['speedMbps'] },
  software: {
    identity: ['name', 'architecture', 'source'],
    title: ['name', 'version'],
    quiet: ['installedAt'],
  },
  users: named,
  groups: named,
  services: named,
  virtualMachines: { identity: ['name', 'kind'], title: ['name'], quiet: [] },
  certificates: { identity: ['sha256', 'location'], title: ['subject'], quiet: [] },
  devices: { identity: ['kind', 'name', 'slot', 'serialNumber'], title: ['kind', 'name'], quiet: [] },
};

const quietFields: Readonly<Record<'hardware' | 'operatingSystem', readonly string[]>> = {
  hardware: ['swapBytes'],
  operatingSystem: ['bootedAt'],
};

/** What became another, in the order of the sections; of `other` there is no history. */
export function differencesBetween(before: ComputerInventory, after: ComputerInventory): InventoryChange[] {
  const wholes = (['hardware', 'operatingSystem'] as const).flatMap((section) =>
    fieldChanges(section, before[section] ?? {}, after[section] ?? {}),
  );
  const rows = rowSections.flatMap((section) =>
    rowChanges(
      section,
      (before[section] ?? []) as readonly Fields[],
      (after[section] ?? []) as readonly Fields[],
    ),
  );
  return [...wholes, ...rows];
}

function fieldChanges(
  section: 'hardware' | 'operatingSystem',
  before: Fields,
  after: Fields,
): InventoryChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => !quietFields[section].includes(name))
    .filter((name) => canonicalJson(before[name]) !== canonicalJson(after[name]))
    .map((name) => ({
      ...{ section, kind: kindOf(before[name], after[name]), what: name },
      ...{ before: before[name] ?? null, after: after[name] ?? null },
    }));
}

function kindOf(before: unknown, after: unknown): InventoryChange['kind'] {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}

function rowChanges(
  section: RowSection,
  before: readonly Fields[],
  after: readonly Fields[],
): InventoryChange[] {
  const how = sections[section];
  const had = byIdentity(before, how);
  const has = byIdentity(after, how);
  const changes: InventoryChange[] = [];
  for (const [identity, rows] of has) changes.push(...pairChanges(section, had.get(identity) ?? [], rows));
  for (const [identity, rows] of had) if (!has.has(identity)) changes.push(...pairChanges(section, rows, []));
  return changes;
}

/** Rows of one identity: those that are alike in all that is told make no change, the rest is paired in order. */
function pairChanges(
  section: RowSection,
  before: readonly Fields[],
  after: readonly Fields[],
): InventoryChange[] {
  const how = sections[section];
  const [gone, come] = withoutEqual(before, after, (row) => told(row, how));
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => {
    const [was, is] = [gone[index], come[index]];
    const what = titleOf(is ?? was ?? {}, how);
    return { section, kind: kindOf(was, is), what, before: was ?? null, after: is ?? null };
  });
}

/** Each occurrence counts; cost grows with the rows, however many are alike. */
function withoutEqual(
  before: readonly Fields[],
  after: readonly Fields[],
  textOf: (row: Fields) => string,
): [Fields[], Fields[]] {
  const counts = new Map<string, number>();
  const count = (text: string, by: number) => counts.set(text, (counts.get(text) ?? 0) + by);
  for (const row of after) count(textOf(row), 1);
  const takes = (row: Fields) => {
    const text = textOf(row);
    const isThere = (counts.get(text) ?? 0) > 0;
    if (isThere) count(text, -1);
    return !isThere;
  };
  const gone = before.filter(takes);
  // What is left of the counts has no partner before.
  return [gone, after.filter((row) => !takes(row))];
}

function byIdentity(rows: readonly Fields[], { identity }: Section): Map<string, Fields[]> {
  return Map.groupBy(rows, (row) => JSON.stringify(identity.map((field) => row[field] ?? null)));
}

function told(row: Fields, { quiet }: Section): string {
  return canonicalJson(Object.fromEntries(Object.entries(row).filter(([name]) => !quiet.includes(name))));
}

function titleOf(row: Fields, { title }: Section): string {
  return title
    .map((field) => row[field])
    .filter((value) => typeof value === 'string' && value !== '')
    .join(' ');
}
