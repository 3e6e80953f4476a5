import type { ComputerInventory, SoftwareItem } from '@causeway/contract/inventory';
import type { SaidSoftware } from './catalog.ts';

/** Under which agents' name there is in `other` what is left of rows of software. */
const SECTION = 'SOFTWARES';

/**
 * The rows of software, each with what is left of it; undefined when something is left that is of none of them, or is
 * not software.
 */
export function saidSoftwareIn({ software = [], other = {} }: ComputerInventory): SaidSoftware[] | undefined {
  const { [SECTION]: left = [], ...others } = other;
  if (!Array.isArray(left) || Object.keys(others).length > 0) return undefined;
  let next = 0;
  const said = software.map((item) => {
    // In the order of the rows, each behind the name of its row.
    const rest = isOf(left[next], item) ? JSON.stringify(left[next++]) : '';
    return { item, rest };
  });
  return next === left.length ? said : undefined;
}

function isOf(row: unknown, { name }: SoftwareItem): boolean {
  return typeof row === 'object' && row !== null && 'name' in row && row.name === name;
}

/** What `saidSoftwareIn` takes apart. */
export function otherOf(rests: readonly unknown[]): NonNullable<ComputerInventory['other']> {
  return rests.length === 0 ? {} : { [SECTION]: rests };
}
