import type { SoftwareId } from '@causeway/inventory';
import { type SqlText, sqlText } from './sql-text.ts';

/** Of software on so many computers these are found and sorted in no more than some ten milliseconds. */
export const FEW_COMPUTERS = 5_000;

/** On how many computers it is, archived ones left out: counted as inventories come. */
export function countInstalled(softwareId: SoftwareId): SqlText {
  return sqlText('select "installations" as "count" from software_counts where "softwareId" = ?', softwareId);
}
