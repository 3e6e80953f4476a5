import type { ComputerInventory, SectionName } from '@causeway/contract/inventory';

/**
 * Both without the sections that are written the same in both: most are, day after day, and to compare texts takes a
 * tenth of comparing their rows. What is the same in another order of its fields stays.
 */
export function withoutEqualSections(
  before: ComputerInventory,
  after: ComputerInventory,
): readonly [ComputerInventory, ComputerInventory] {
  const isEqual = (name: SectionName) => JSON.stringify(before[name]) === JSON.stringify(after[name]);
  const names = [...new Set([...namesOf(before), ...namesOf(after)])].filter((name) => !isEqual(name));
  const only = (inventory: ComputerInventory): ComputerInventory =>
    Object.fromEntries(names.filter((name) => name in inventory).map((name) => [name, inventory[name]]));
  return [only(before), only(after)];
}

function namesOf(inventory: ComputerInventory): SectionName[] {
  // An inventory in the normal form has no others.
  return Object.keys(inventory) as SectionName[];
}
