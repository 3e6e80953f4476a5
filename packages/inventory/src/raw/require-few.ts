import { inventoryErrors } from '@causeway/contract/inventory';

/** As many as a section of the normal form may have. */
const MOST_ROWS = 50_000;

/** @throws INVENTORY_MALFORMED */
export function requireFew(section: string, count: number): void {
  if (count <= MOST_ROWS) return;
  throw inventoryErrors.error('INVENTORY_MALFORMED', {
    seen: `${count} ${section}`,
    expected: `at most ${MOST_ROWS}`,
  });
}
