import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Statements kept prepared: all that a server says again and again. */
const MOST_PREPARED = 200;

/** node:sqlite in the shape that Kysely's SqliteDialect asks for. Closing twice is not an error. */
export function toKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const known = prepared.get(sql);
      if (known !== undefined) return known;
      const statement = toKyselyStatement(database.prepare(sql));
      const oldest = prepared.keys().next();
      if (prepared.size >= MOST_PREPARED && !oldest.done) prepared.delete(oldest.value);
      prepared.set(sql, statement);
      return statement;
    },
    close: () => {
      prepared.clear();
      if (database.isOpen) database.close();
    },
  };
}

function toKyselyStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    // Rows of node:sqlite have no prototype; records that leave the store are objects like any other.
    all: (parameters) => statement.all(...parameters.map(toInput)).map((row) => ({ ...row })),
    run: (parameters) => statement.run(...parameters.map(toInput)),
    iterate: (parameters) => statement.iterate(...parameters.map(toInput)),
  };
}

function toInput(value: unknown): SQLInputValue {
  if (value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`SQLite stores text, numbers, bytes and null, not ${typeof value}`);
}
