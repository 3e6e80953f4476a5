import { inventoryErrors } from '@causeway/inventory';

/** A column as a question names it. */
export interface Column {
  /** Our own text, never a part of the question. */
  readonly sql: string;
  /** What stands for not known, and is null to those who ask. */
  readonly unknown?: '' | 0;
}

/** One kind of rows that are listed. */
export interface RowKind {
  readonly columns: Readonly<Record<string, Column>>;
  /** Names of the columns that tell any two rows apart: the end of every order. */
  readonly id: readonly string[];
}

/** @throws COLUMN_UNKNOWN */
export function getColumn({ columns }: RowKind, name: string): Column {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (column !== undefined) return column;
  const expected = Object.keys(columns).join(', ');
  throw inventoryErrors.error('COLUMN_UNKNOWN', { seen: name, expected });
}

/** The columns as a `select` says them. */
export function selectColumns({ columns }: RowKind): string {
  return Object.entries(columns)
    .map(([name, { sql }]) => `${sql} as "${name}"`)
    .join(', ');
}

/** The same columns, in the order of which no index is walked. */
export function withoutIndexes({ columns, id }: RowKind): RowKind {
  const plain = Object.entries(columns).map(([name, column]) => [name, { ...column, sql: `+${column.sql}` }]);
  return { columns: Object.fromEntries(plain), id };
}

/** A row as it was selected, with null for what is not known. */
export function toRow<Row extends object>({ columns }: RowKind, selected: Record<string, unknown>): Row {
  const fields = Object.entries(columns).map(([name, { unknown }]) => {
    const value = selected[name];
    return [name, value === unknown ? null : value];
  });
  // The columns of a kind are those of its rows.
  return Object.fromEntries(fields) as Row;
}
