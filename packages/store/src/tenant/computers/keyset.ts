import { inventoryErrors, type Order } from '@causeway/inventory';
import { getColumn, type RowKind } from './row-kind.ts';
import { type SqlText, sqlText } from './sql-text.ts';

type Value = string | number;

/** The order of a list as its statement says it, ended by the id: there is but one. */
export interface Keyset {
  readonly orderBy: string;
  /** Behind the row where the page before ended. @throws CURSOR_INVALID */
  after(cursor: string): SqlText;
  /** Up to that row and with it; of an order in one direction alone. @throws CURSOR_INVALID */
  upTo(cursor: string): SqlText;
  cursorOf(row: Readonly<Record<string, unknown>>): string;
}

interface Term extends Order {
  readonly sql: string;
}

/** @throws COLUMN_UNKNOWN */
export function keysetOf(kind: RowKind, order: readonly Order[]): Keyset {
  const terms = termsOf(kind, order);
  const name = terms.map(({ column, direction }) => `${column} ${direction}`).join(', ');
  const valuesOf = (cursor: string) => readCursor(cursor, name, terms.length);
  const isDescending = terms[0]?.direction === 'desc';
  const isOneWay = terms.every(({ direction }) => direction === terms[0]?.direction);
  return {
    orderBy: terms.map(({ sql, direction }) => `${sql} ${direction}`).join(', '),
    after: (cursor) =>
      isOneWay
        ? compareTuple(terms, isDescending ? '<' : '>', valuesOf(cursor))
        : behindTerms(terms, valuesOf(cursor)),
    upTo: (cursor) => compareTuple(terms, isDescending ? '>=' : '<=', valuesOf(cursor)),
    cursorOf: (row) => {
      const values = terms.map(({ column }) => row[column]);
      return Buffer.from(JSON.stringify([name, ...values])).toString('base64url');
    },
  };
}

function termsOf(kind: RowKind, order: readonly Order[]): Term[] {
  const asked = order.filter(
    ({ column }, index) => order.findIndex((one) => one.column === column) === index,
  );
  // In one direction where there is one, so that an index is walked either way.
  const direction = order.at(-1)?.direction ?? 'asc';
  const last = kind.id.filter((id) => !asked.some(({ column }) => column === id));
  const terms = [...asked, ...last.map((column) => ({ column, direction }))];
  return terms.map((term) => ({ ...term, sql: getColumn(kind, term.column).sql }));
}

function compareTuple(terms: readonly Term[], operator: string, values: readonly Value[]): SqlText {
  const columns = terms.map(({ sql }) => sql).join(', ');
  return sqlText(`(${columns}) ${operator} (${terms.map(() => '?').join(', ')})`, ...values);
}

/** By the first term, or within the same of the first by the others. */
function behindTerms([term, ...others]: readonly Term[], [value, ...rest]: readonly Value[]): SqlText {
  if (term === undefined || value === undefined) return sqlText('0');
  const operator = term.direction === 'desc' ? '<' : '>';
  const within = behindTerms(others, rest);
  // The first condition follows from the others; an index begins by it.
  const text = `${term.sql} ${operator}= ? and (${term.sql} ${operator} ? or (${within.text}))`;
  return sqlText(text, value, value, ...within.parameters);
}

function readCursor(cursor: string, name: string, length: number): Value[] {
  const [of, ...values] = parse(cursor);
  const known = values.filter((value) => typeof value === 'string' || typeof value === 'number');
  if (of === name && values.length === length && known.length === length) return known;
  throw inventoryErrors.error('CURSOR_INVALID', { seen: cursor, expected: `a page in the order ${name}` });
}

function parse(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
