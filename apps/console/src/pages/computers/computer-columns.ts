import type { ComputerView } from '@causeway/contract/admin';
import type { FilterColumn, ValueKind } from '../../parts/filter/conditions.ts';
import * as texts from '../../texts/index.ts';

const { columns: titles, families } = texts.computers;

export type ComputerColumnName = keyof ComputerView;

interface ComputerColumn extends FilterColumn {
  readonly name: ComputerColumnName;
  readonly widthPx: number;
}

const column = (name: ComputerColumnName, kind: ValueKind, widthPx: number): ComputerColumn => ({
  ...{ name, kind, widthPx, title: titles[name] },
});

/** Every column that a list of computers can show, in this order. */
export const computerColumns: readonly ComputerColumn[] = [
  column('name', 'text', 220),
  column('osName', 'text', 200),
  column('osVersion', 'text', 130),
  column('osFamily', 'text', 100),
  column('manufacturer', 'text', 150),
  column('model', 'text', 170),
  column('serialNumber', 'text', 150),
  column('uuid', 'text', 310),
  column('domain', 'text', 150),
  column('cpu', 'text', 260),
  column('cpuCores', 'count', 90),
  column('memoryBytes', 'bytes', 110),
  column('storageBytes', 'bytes', 110),
  column('ip', 'text', 150),
  column('lastUser', 'text', 150),
  column('softwareCount', 'count', 110),
  column('inventoryAt', 'time', 140),
  column('changedAt', 'time', 140),
  column('firstSeenAt', 'time', 140),
  column('archivedAt', 'time', 140),
  column('collectedBy', 'text', 220),
  column('clientId', 'text', 320),
];

export const usualColumns: readonly ComputerColumnName[] = [
  'name',
  'osName',
  'osVersion',
  'model',
  'memoryBytes',
  'ip',
  'lastUser',
  'inventoryAt',
];

/** The columns of those names, in their usual order; the name of the computer is always there. */
export function columnsOf(names: readonly string[]): readonly ComputerColumn[] {
  return computerColumns.filter(({ name }) => name === 'name' || names.includes(name));
}

export function familyOf(osFamily: string | null): string {
  return families[osFamily ?? 'unknown'] ?? osFamily ?? '';
}

/** As the API's filter. */
export function familyFilter(family: string | undefined): string | undefined {
  if (family === undefined) return undefined;
  if (family === 'unknown') return 'osFamily eq null';
  return `osFamily eq '${family.replaceAll("'", "''")}'`;
}
