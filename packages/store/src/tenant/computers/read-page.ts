import type { Order, Page, PageQuery } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { execute } from '../../sqlite/execute.ts';
import type { TenantSchema } from '../schema.ts';
import { keysetOf } from './keyset.ts';
import { getColumn, type RowKind, selectColumns, toRow, withoutIndexes } from './row-kind.ts';
import { joinSql, type SqlText, sqlText } from './sql-text.ts';

/** What a list is besides the question. */
export interface List {
  readonly kind: RowKind;
  /** Tables, joined: our own text. */
  readonly from: string;
  /** What holds of each row, the filter of the question with it. */
  readonly where: readonly SqlText[];
  readonly order: readonly Order[];
  /** The last row that is looked at, as a cursor. */
  readonly upTo?: string | undefined;
  /** `sorted`: the rows are found first, and then put in order, whatever index there is of that order. */
  readonly rows?: 'in-order' | 'sorted';
}

/**
 * A page of a list, without its total; one row more than asked for tells whether there is another.
 * @throws COLUMN_UNKNOWN, CURSOR_INVALID
 */
export async function readPage<Row extends object>(
  db: Kysely<TenantSchema>,
  list: List,
  query: PageQuery,
): Promise<Page<Row>> {
  const { kind, from, upTo, rows = 'in-order' } = list;
  const keyset = keysetOf(rows === 'sorted' ? withoutIndexes(kind) : kind, list.order);
  const where = [
    ...list.where,
    ...(query.after === undefined ? [] : [keyset.after(query.after)]),
    ...(upTo === undefined ? [] : [keyset.upTo(upTo)]),
  ];
  const order = sqlText(`order by ${keyset.orderBy} limit ? offset ?`, query.limit + 1, query.skip ?? 0);
  const statement = joinSql(
    [sqlText(`select ${selectColumns(kind)} from ${from}`), whereSql(where), order],
    ' ',
  );
  const selected = await execute<Record<string, unknown>>(db, statement.text, statement.parameters);
  const last = selected.length > query.limit ? selected[query.limit - 1] : undefined;
  return {
    rows: selected.slice(0, query.limit).map((row) => toRow<Row>(kind, row)),
    ...(last && { next: keyset.cursorOf(last) }),
  };
}

/**
 * Where a page ends that begins behind `after` and has so many rows; undefined when there are not so many. Reads no more
 * than the index of the order.
 */
export async function findCursor(
  db: Kysely<TenantSchema>,
  { kind, from, where, order }: List,
  { after, skip }: Pick<PageQuery, 'after'> & { readonly skip: number },
): Promise<string | undefined> {
  const keyset = keysetOf(kind, order);
  const names = new Set([...order.map(({ column }) => column), ...kind.id]);
  const columns = [...names].map((name) => `${getColumn(kind, name).sql} as "${name}"`);
  const conditions = whereSql([...where, ...(after === undefined ? [] : [keyset.after(after)])]);
  const statement = joinSql(
    [
      sqlText(`select ${columns.join(', ')} from ${from}`),
      conditions,
      sqlText(`order by ${keyset.orderBy} limit 1 offset ?`, skip),
    ],
    ' ',
  );
  const [row] = await execute<Record<string, unknown>>(db, statement.text, statement.parameters);
  return row && keyset.cursorOf(row);
}

/** How many rows there are in all pages together. */
export async function countRows(db: Kysely<TenantSchema>, list: List): Promise<number> {
  const counted = sqlText(`select count(*) as "count" from ${list.from}`);
  const statement = joinSql([counted, whereSql(list.where)], ' ');
  return readCount(db, statement);
}

/** @param statement selects one `count` */
export async function readCount(db: Kysely<TenantSchema>, statement: SqlText): Promise<number> {
  const [row] = await execute<{ count: number }>(db, statement.text, statement.parameters);
  return row?.count ?? 0;
}

/** The page with the total, when that was asked for. */
export async function withTotal<Row>(
  page: Page<Row>,
  { count }: PageQuery,
  readTotal: () => Promise<number>,
): Promise<Page<Row>> {
  return count === 'total' ? { ...page, total: await readTotal() } : page;
}

function whereSql(conditions: readonly SqlText[]): SqlText {
  if (conditions.length === 0) return sqlText('');
  const { text, parameters } = joinSql(conditions, ') and (');
  return { text: `where (${text})`, parameters };
}
