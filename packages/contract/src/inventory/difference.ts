import { Compile } from 'typebox/compile';
import {
  type CollectorReport,
  ComputerInventory,
  type InventoryDifference,
  type RowSection,
  rowSections,
  type SectionChange,
  wholeSections,
} from './computer-inventory.ts';
import { inventoryErrors } from './errors.ts';
import { canonicalJson, fingerprintOf, rowFingerprintOf, rowsOf } from './fingerprint.ts';

const inventory = Compile(ComputerInventory);
const sections: ReadonlySet<string> = new Set([...wholeSections, ...rowSections]);

/** What is another in `after`; a list of rows that became wholly another is sent anew. */
export function differenceOf(
  before: ComputerInventory,
  after: ComputerInventory,
  collectedAt: number,
  collectors: readonly CollectorReport[],
): InventoryDifference {
  const changes: Record<string, SectionChange> = {};
  for (const name of wholeSections)
    if (canonicalJson(before[name]) !== canonicalJson(after[name]))
      changes[name] = { whole: after[name] ?? null };
  for (const name of rowSections) {
    const change = changeOfRows(rowsOf(before, name), rowsOf(after, name));
    if (change !== undefined) changes[name] = change;
  }
  return {
    ...{ format: 2, kind: 'difference', collectedAt, changes, collectors: [...collectors] },
    ...{ base: fingerprintOf(before), fingerprint: fingerprintOf(after) },
  };
}

/** Rows may be there several times: each occurrence counts. */
function changeOfRows(before: readonly unknown[], after: readonly unknown[]): SectionChange | undefined {
  const left = countRows(before);
  const added = after.filter((row) => !takeOne(left, rowFingerprintOf(row)));
  const removed = [...left].flatMap(([fingerprint, count]) =>
    Array.from({ length: count }, () => fingerprint),
  );
  return added.length === 0 && removed.length === 0 ? undefined : { removed, added };
}

function countRows(rows: readonly unknown[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const fingerprint of rows.map(rowFingerprintOf))
    counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
  return counts;
}

function takeOne(counts: Map<string, number>, fingerprint: string): boolean {
  const count = counts.get(fingerprint) ?? 0;
  if (count === 0) return false;
  if (count === 1) counts.delete(fingerprint);
  else counts.set(fingerprint, count - 1);
  return true;
}

/**
 * The inventory after that difference.
 * @throws INVENTORY_BASE_UNKNOWN when it is the difference from another inventory, does not end at what it says, or is of
 * a section that is unknown here and so can be kept of a whole inventory alone; INVENTORY_MALFORMED when it does not end
 * at an inventory
 */
export function applyDifference(
  before: ComputerInventory,
  { base, fingerprint, changes }: InventoryDifference,
): ComputerInventory {
  const has = fingerprintOf(before);
  if (has !== base) throw baseUnknown(base, has);
  const after: Record<string, unknown> = { ...before };
  for (const [name, change] of Object.entries(changes)) {
    if (!sections.has(name)) throw sectionUnknown(name);
    const section = 'whole' in change ? (change.whole ?? undefined) : applyRows(before, name, change);
    if (section === undefined) delete after[name];
    else after[name] = section;
  }
  if (!inventory.Check(after)) {
    const [problem] = inventory.Errors(after);
    throw inventoryErrors.error('INVENTORY_MALFORMED', {
      seen: `${problem?.instancePath ?? ''} ${problem?.message ?? ''}`.slice(0, SHOWN_LENGTH),
      expected: 'the sections of an inventory',
    });
  }
  const is = fingerprintOf(after);
  if (is !== fingerprint) throw baseUnknown(fingerprint, is);
  return after;
}

const SHOWN_LENGTH = 200;

function applyRows(
  before: ComputerInventory,
  name: string,
  { removed, added }: Extract<SectionChange, { removed: unknown }>,
): unknown[] | undefined {
  const going = new Map<string, number>();
  for (const fingerprint of removed) going.set(fingerprint, (going.get(fingerprint) ?? 0) + 1);
  const had = isRowSection(name) ? rowsOf(before, name) : [];
  const kept = removed.length === 0 ? had : had.filter((row) => !takeOne(going, rowFingerprintOf(row)));
  const rows = [...kept, ...added];
  return rows.length === 0 ? undefined : rows;
}

function isRowSection(name: string): name is RowSection {
  return rowSections.some((section) => section === name);
}

/** The whole inventory may have it: there it is kept with what has no place. */
function sectionUnknown(name: string): Error {
  return inventoryErrors.error('INVENTORY_BASE_UNKNOWN', {
    seen: `a section ${name}`.slice(0, SHOWN_LENGTH),
    expected: [...sections].join(', '),
  });
}

function baseUnknown(expected: string, seen: string): Error {
  return inventoryErrors.error('INVENTORY_BASE_UNKNOWN', {
    seen: `base ${expected}`,
    expected: `base ${seen}`,
  });
}
