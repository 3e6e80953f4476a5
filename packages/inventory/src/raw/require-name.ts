import { inventoryErrors } from '@causeway/contract/inventory';

/** As long as the name of a section in `other` may be. */
const LONGEST_NAME = 200;

/** @throws INVENTORY_MALFORMED */
export function requireName(section: string): void {
  if (section.length <= LONGEST_NAME) return;
  throw inventoryErrors.error('INVENTORY_MALFORMED', {
    seen: `a section ${section.slice(0, 40)}…`,
    expected: `names of at most ${LONGEST_NAME} characters`,
  });
}
