import { inventoryErrors } from '@causeway/contract/inventory';

/** As many as a section of the normal form may have. */
const MOST_ROWS = 50_000;
/** Agents know fifty. */
const MOST_SECTIONS = 1_000;

/** @throws INVENTORY_MALFORMED */
export function requireFew(section: string, count: number): void {
  if (count > MOST_ROWS) throw tooMany(`${count} ${section}`, MOST_ROWS);
}

/** @throws INVENTORY_MALFORMED */
export function requireFewSections(count: number): void {
  if (count > MOST_SECTIONS) throw tooMany(`${count} sections`, MOST_SECTIONS);
}

function tooMany(seen: string, most: number): Error {
  return inventoryErrors.error('INVENTORY_MALFORMED', { seen, expected: `at most ${most}` });
}
