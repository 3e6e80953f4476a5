import type { ComputerInventory } from '@causeway/contract/inventory';
import type { RawSections } from './raw-inventory.ts';
import type { Fields } from './read-fields.ts';
import { readRows } from './read-rows.ts';
import { isWhole, readWholes } from './read-wholes.ts';
import { requireFewRows, requireFewSections } from './require-few.ts';
import { requireName } from './require-name.ts';
import { type SectionTable, sectionTables } from './section-tables.ts';

/**
 * The sections of an agent in the normal form; what has no place there is kept in `other` under the agent's names.
 * @throws INVENTORY_MALFORMED when there are more rows than there may be
 */
export function normalize(sections: RawSections): ComputerInventory {
  requireFewSections(sections.size);
  requireFewRows([...sections.values()].reduce((sum, values) => sum + values.flat().length, 0));
  const inventory: Record<string, unknown> = {};
  const other: Fields = Object.create(null);
  for (const [name, values] of sections) {
    requireName(name);
    const table = tableOf(name);
    if (table !== undefined) {
      const { rows, left } = readRows(table, values.flat());
      addRows(inventory, table.section, rows);
      if (left.length > 0) other[name] = left;
    } else if (!isWhole(name)) other[name] = values.length === 1 ? values[0] : values;
  }
  const wholes = readWholes(sections);
  Object.assign(other, wholes.other);
  if (Object.keys(other).length > 0) inventory.other = other;
  // Every table gives fields of the normal form by readers of their types.
  return { ...inventory, ...wholes.sections } as ComputerInventory;
}

function tableOf(name: string): SectionTable | undefined {
  return Object.hasOwn(sectionTables, name) ? sectionTables[name] : undefined;
}

/** Several sections of an agent may be one here. */
function addRows(inventory: Fields, section: SectionTable['section'], rows: readonly Fields[]): void {
  const before = (inventory[section] as Fields[] | undefined) ?? [];
  const all = [...before, ...rows];
  if (all.length > 0) inventory[section] = all;
}
