import { type Expression, sql } from 'kysely';

/**
 * Rows as a select over one JSON parameter: the statement is the same for any number of rows, so that it is built and
 * prepared once. PostgreSQL has `json_to_recordset` for it.
 */
export function selectRows<Row extends object>(
  rows: readonly Row[],
  columns: readonly (keyof Row & string)[],
): Expression<Row> {
  const picked = columns.map((column) => sql`json_extract(value, ${sql.lit(`$.${column}`)})`);
  // `where true` tells the parser that the `on` behind it is not a join's.
  return sql<Row>`select ${sql.join(picked)} from json_each(${JSON.stringify(rows)}) where true`;
}

/** Values as a subquery over one JSON parameter, for `in`. */
export function selectValues<Value extends string | number>(values: readonly Value[]): Expression<Value> {
  return sql<Value>`(select value from json_each(${JSON.stringify(values)}))`;
}
