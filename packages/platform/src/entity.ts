/**
 * What a column holds. `id`, `count` and `bytes` are whole numbers, `time` milliseconds since 1970, `json` any JSON
 * value, which can be shown and neither filtered nor ordered by.
 */
export type ColumnKind = 'id' | 'count' | 'bytes' | 'time' | 'text' | 'json';

export interface Column {
  readonly kind: ColumnKind;
  readonly isNullable: boolean;
}

/** A kind of row as lists, files and the feed show it: one description for all of them. */
export interface Entity {
  /** As paths and files name it: `computers`. */
  readonly name: string;
  /** As the feed names the set and one of it. */
  readonly set: string;
  readonly type: string;
  /** The columns that tell its rows apart. */
  readonly key: readonly string[];
  /** In the order in which they are shown. */
  readonly columns: Readonly<Record<string, Column>>;
}

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** The column of that name; undefined when there is none, as for `__proto__`. */
export function columnOf({ columns }: Pick<Entity, 'columns'>, name: string): Column | undefined {
  return Object.hasOwn(columns, name) ? columns[name] : undefined;
}

/** The columns that can be compared and ordered by. */
export function comparableColumns({ columns }: Pick<Entity, 'columns'>): string[] {
  return Object.keys(columns).filter((name) => columns[name]?.kind !== 'json');
}
