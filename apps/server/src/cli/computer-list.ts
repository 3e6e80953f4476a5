import type { ComputerView } from '@causeway/contract/admin';
import { formatAge } from './format-age.ts';
import { formatSize } from './format-size.ts';
import type { InventoryList } from './inventory-list.ts';

/** Computers, a line each. */
export function computerList(path: string, now: number): InventoryList<ComputerView> {
  return {
    path,
    headings: ['COMPUTER', 'ID', 'SYSTEM', 'MODEL', 'MEMORY', 'ADDRESS', 'USER', 'SOFTWARE', 'REPORTED'],
    cells: (row) => [
      row.archivedAt === null ? row.name : `${row.name} (archived)`,
      String(row.id),
      joined(row.osName ?? row.osFamily, row.osVersion),
      joined(row.manufacturer, row.model),
      formatSize(row.memoryBytes),
      row.ip ?? '-',
      row.lastUser ?? '-',
      String(row.softwareCount),
      formatAge(row.inventoryAt, now),
    ],
  };
}

function joined(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' ') || '-';
}
