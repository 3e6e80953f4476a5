import {
  differenceOf,
  type FullInventory,
  fingerprintOf,
  type InventoryDifference,
  type NativeInventory,
  rowSections,
  rowsOf,
  type SectionChange,
  wholeSections,
} from '@causeway/contract/inventory';
import type { CollectedInventory, InventorySummary, SentInventory } from '../sent-inventory.ts';

/** What is another than in the inventory that was sent before; all of it when there is none. */
export function composeInventory(
  { inventory, collectors }: CollectedInventory,
  before: SentInventory | undefined,
  collectedAt: number,
): NativeInventory {
  if (before !== undefined) return differenceOf(before.inventory, inventory, collectedAt, [...collectors]);
  return {
    ...({ format: 2, kind: 'full', collectedAt } as const),
    ...{ fingerprint: fingerprintOf(inventory), inventory, collectors: [...collectors] },
  };
}

export function summaryOf(message: NativeInventory): InventorySummary {
  return {
    kind: message.kind,
    changes: message.kind === 'full' ? rowsIn(message) : changesIn(message),
  };
}

function rowsIn({ inventory }: FullInventory): number {
  const rows = rowSections.reduce((sum, name) => sum + rowsOf(inventory, name).length, 0);
  return rows + wholeSections.filter((name) => inventory[name] !== undefined).length;
}

function changesIn({ changes }: InventoryDifference): number {
  return Object.values(changes).reduce((sum, change) => sum + rowsOfChange(change), 0);
}

function rowsOfChange(change: SectionChange): number {
  if ('added' in change) return change.removed.length + change.added.length;
  return Array.isArray(change.whole) ? change.whole.length : 1;
}
