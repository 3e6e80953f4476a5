import { inventoryErrors } from '@causeway/contract/inventory';

/**
 * Twenty times what a usual computer has, and no machine is known that has as many: all of TeX Live makes some 12,000
 * packages of one. What is taken in costs by the row, up to 50 µs of CPU.
 */
const MOST_ROWS = 20_000;
/** Agents know fifty. */
const MOST_SECTIONS = 1_000;

/** Of all sections together. @throws INVENTORY_MALFORMED */
export function requireFewRows(count: number): void {
  if (count > MOST_ROWS) throw tooMany(`${count} rows`, MOST_ROWS);
}

/** @throws INVENTORY_MALFORMED */
export function requireFewSections(count: number): void {
  if (count > MOST_SECTIONS) throw tooMany(`${count} sections`, MOST_SECTIONS);
}

function tooMany(seen: string, most: number): Error {
  return inventoryErrors.error('INVENTORY_MALFORMED', { seen, expected: `at most ${most}` });
}
