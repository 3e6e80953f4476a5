import type { Condition, Filter } from '@causeway/inventory';
import { type Column, getColumn, type RowKind } from './row-kind.ts';
import { joinSql, type SqlText, sqlText } from './sql-text.ts';

/**
 * The condition that a filter is. Upper and lower case of ASCII are the same, but for ids and addresses; what is not
 * known is less and greater than nothing, and differs from everything else.
 * @throws COLUMN_UNKNOWN
 */
export function filterSql(kind: RowKind, filter: Filter): SqlText {
  switch (filter.kind) {
    case 'condition':
      return conditionSql(getColumn(kind, filter.condition.column), filter.condition);
    case 'not': {
      const { text, parameters } = filterSql(kind, filter.of);
      return { text: `not (${text})`, parameters };
    }
    case 'and':
    case 'or':
      return allOf(kind, filter.kind, filter.of);
  }
}

/** Apart from the rest: a condition on a text that has to hold, and that no order of an index answers. */
export function splitText(filter: Filter | undefined): { readonly text?: Filter; readonly rest?: Filter } {
  if (filter?.kind === 'condition') return isText(filter) ? { text: filter } : { rest: filter };
  if (filter?.kind !== 'and') return filter === undefined ? {} : { rest: filter };
  const text = filter.of.find(isText);
  if (text === undefined) return { rest: filter };
  return { text, rest: { kind: 'and', of: filter.of.filter((one) => one !== text) } };
}

function isText(filter: Filter): boolean {
  if (filter.kind !== 'condition') return false;
  return ['contains', 'starts-with', 'ends-with'].includes(filter.condition.operator);
}

function allOf(kind: RowKind, operator: 'and' | 'or', filters: readonly Filter[]): SqlText {
  // Of no conditions all hold, and none of them does.
  if (filters.length === 0) return sqlText(operator === 'and' ? '1' : '0');
  const { text, parameters } = joinSql(
    filters.map((filter) => filterSql(kind, filter)),
    `) ${operator} (`,
  );
  return { text: `((${text}))`, parameters };
}

const comparisons = { eq: '=', ne: '<>', lt: '<', le: '<=', gt: '>', ge: '>=' } as const;

function conditionSql(column: Column, { operator, value }: Condition): SqlText {
  switch (operator) {
    case 'in':
      return sqlText(`${column.sql} in (select value from json_each(?))`, JSON.stringify(listOf(value)));
    case 'contains':
      return sqlText(`${column.sql} like ? escape '\\'`, `%${escaped(value)}%`);
    case 'ends-with':
      return sqlText(`${column.sql} like ? escape '\\'`, `%${escaped(value)}`);
    case 'starts-with':
      return sqlText(`${column.sql} like ? escape '\\'`, `${escaped(value)}%`);
    case 'eq':
    case 'ne':
      if (value === null && column.unknown === undefined) return sqlText(operator === 'eq' ? '0' : '1');
      return comparisonSql(column, comparisons[operator], value);
    default:
      return knownAnd(column, comparisonSql(column, comparisons[operator], value));
  }
}

function comparisonSql(column: Column, sign: string, value: Condition['value']): SqlText {
  return sqlText(`${column.sql} ${sign} ?`, parameterOf(column, value));
}

/** What stands for not known would be less than everything, and greater than what is below zero. */
function knownAnd({ sql, unknown }: Column, { text, parameters }: SqlText): SqlText {
  if (unknown === undefined) return { text, parameters };
  return { text: `(${text} and ${sql} <> ${unknown === '' ? "''" : '0'})`, parameters };
}

function parameterOf({ unknown }: Column, value: Condition['value']): string | number | null {
  if (value === null) return unknown ?? null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

function listOf(value: Condition['value']): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** For `like`, in which these stand for others. */
function escaped(value: Condition['value']): string {
  return String(value ?? '').replaceAll(/[\\%_]/g, '\\$&');
}
