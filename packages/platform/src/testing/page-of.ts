import { inventoryErrors, type Order, type Page, type PageQuery } from '@causeway/inventory';
import type { Entity, Row } from '../entity.ts';
import { compareValues, matches } from './matches.ts';

/** A page of rows in memory, as the port promises: filtered, searched, in the one order, from behind a cursor. */
export function pageOf<Kind extends object>(
  all: readonly Kind[],
  { key, usual = [] }: Pick<Entity, 'key'> & { readonly usual?: readonly Order[] },
  query: PageQuery,
): Page<Kind> {
  // Rows are looked at by the names of their columns.
  const rows = all as readonly (Kind & Row)[];
  const order = [...(query.order ?? usual), ...key.map((column): Order => ({ column, direction: 'asc' }))];
  const found = rows
    .filter((row) => query.filter === undefined || matches(row, query.filter))
    .filter((row) => isFound(row, query.search))
    .sort((one, other) => compareRows(one, other, order));
  const after = query.after === undefined ? undefined : parseCursor(query.after, order);
  const behind = after === undefined ? found : found.filter((row) => compareRows(row, after, order) > 0);
  const skipped = behind.slice(query.skip ?? 0);
  const page = skipped.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page,
    ...(last !== undefined && skipped.length > page.length && { next: formatCursor(last, order) }),
    ...(query.count === 'total' && { total: found.length }),
  };
}

function isFound(row: Row, search: string | undefined): boolean {
  const words = wordsOf(search ?? '');
  const own = Object.values(row).flatMap((value) => (typeof value === 'string' ? wordsOf(value) : []));
  return words.every((word) => own.some((one) => one.startsWith(word)));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function compareRows(one: Row, other: Row, order: readonly Order[]): number {
  for (const { column, direction } of order) {
    const difference = compareValues(one[column], other[column]);
    if (difference !== 0) return direction === 'asc' ? difference : -difference;
  }
  return 0;
}

function formatCursor(row: Row, order: readonly Order[]): string {
  return Buffer.from(JSON.stringify(order.map(({ column }) => row[column]))).toString('base64url');
}

function parseCursor(text: string, order: readonly Order[]): Row {
  const values = readCursor(text);
  if (!Array.isArray(values) || values.length !== order.length)
    throw inventoryErrors.error('CURSOR_INVALID', {
      seen: JSON.stringify(text.slice(0, 100)),
      expected: '`next`',
    });
  return Object.fromEntries(order.map(({ column }, index) => [column, values[index]]));
}

function readCursor(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}
