/** What a column holds, as far as a condition on it is concerned. */
export type ValueKind = 'text' | 'count' | 'bytes' | 'time';

export interface FilterColumn {
  readonly name: string;
  readonly title: string;
  readonly kind: ValueKind;
}

const comparisons = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const;
const functions = ['contains', 'startswith', 'endswith'] as const;
export type Operator = (typeof comparisons)[number] | (typeof functions)[number] | 'unknown' | 'known';

/** One condition on a column, with its value as a person types it; none for `unknown` and `known`. */
export interface Condition {
  readonly column: string;
  readonly operator: Operator;
  readonly value: string;
}

const operators: Readonly<Record<ValueKind, readonly Operator[]>> = {
  text: ['contains', 'startswith', 'endswith', 'eq', 'ne', 'unknown', 'known'],
  count: ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'unknown', 'known'],
  bytes: ['ge', 'le', 'gt', 'lt', 'eq', 'ne', 'unknown', 'known'],
  time: ['lt', 'ge', 'unknown', 'known'],
};

export const operatorsOf = (kind: ValueKind): readonly Operator[] => operators[kind];
export const needsValue = (operator: Operator): boolean => operator !== 'unknown' && operator !== 'known';

const GIB = 2 ** 30;

/** As the API's `filter`: all of them have to hold. */
export function formatConditions(conditions: readonly Condition[], columns: readonly FilterColumn[]): string {
  return conditions
    .map((condition) => formatCondition(condition, kindOf(columns, condition.column)))
    .join(' and ');
}

function formatCondition({ column, operator, value }: Condition, kind: ValueKind): string {
  if (operator === 'unknown') return `${column} eq null`;
  if (operator === 'known') return `${column} ne null`;
  const literal = formatLiteral(value, kind);
  return isFunction(operator) ? `${operator}(${column},${literal})` : `${column} ${operator} ${literal}`;
}

function formatLiteral(value: string, kind: ValueKind): string {
  if (kind === 'text') return `'${value.replaceAll("'", "''")}'`;
  if (kind === 'time') return `${new Date(value).toISOString().slice(0, 19)}Z`;
  return kind === 'bytes' ? String(Math.round(Number(value) * GIB)) : String(Number(value));
}

/** Whether a value can be written for a column of that kind. */
export function isComplete(
  { column, operator, value }: Condition,
  columns: readonly FilterColumn[],
): boolean {
  if (!needsValue(operator)) return true;
  const kind = kindOf(columns, column);
  if (kind === 'text') return value !== '';
  if (kind === 'time') return !Number.isNaN(Date.parse(value));
  return value.trim() !== '' && Number.isFinite(Number(value));
}

const TEXT = "'((?:[^']|'')*)'";
const CONDITION = new RegExp(
  String.raw`^\s*(?:(contains|startswith|endswith)\(\s*(\w+)\s*,\s*${TEXT}\s*\)|(\w+)\s+(eq|ne|lt|le|gt|ge)\s+(?:${TEXT}|([\w:.+-]+)))\s*`,
);

/** The conditions that a filter says; undefined when it says more than that all of some conditions hold. */
export function parseConditions(filter: string, columns: readonly FilterColumn[]): Condition[] | undefined {
  const conditions: Condition[] = [];
  let rest = filter;
  while (rest.trim() !== '') {
    const match = CONDITION.exec(rest);
    const condition = match === null ? undefined : readCondition(match, columns);
    if (match === null || condition === undefined) return undefined;
    conditions.push(condition);
    rest = rest.slice(match[0].length);
    if (rest === '') break;
    if (!/^and\s+\S/.test(rest)) return undefined;
    rest = rest.slice('and'.length);
  }
  return conditions;
}

function readCondition(match: RegExpExecArray, columns: readonly FilterColumn[]): Condition | undefined {
  const [, called, calledColumn, calledText, comparedColumn, comparison, comparedText, literal] = match;
  const column = columns.find(({ name }) => name === (calledColumn ?? comparedColumn));
  const operator = operatorIn(called ?? comparison ?? '');
  if (column === undefined || operator === undefined) return undefined;
  if (literal === 'null') return readNull(column.name, operator);
  const text = calledText ?? comparedText;
  const value = text === undefined ? readLiteral(literal ?? '', column.kind) : text.replaceAll("''", "'");
  const isText = column.kind === 'text';
  if (value === undefined || isText !== (text !== undefined)) return undefined;
  return operators[column.kind].includes(operator) ? { column: column.name, operator, value } : undefined;
}

function readNull(column: string, operator: Operator): Condition | undefined {
  if (operator === 'eq') return { column, operator: 'unknown', value: '' };
  return operator === 'ne' ? { column, operator: 'known', value: '' } : undefined;
}

function readLiteral(literal: string, kind: ValueKind): string | undefined {
  if (kind === 'time') return readTime(literal);
  const number = Number(literal);
  if (!Number.isFinite(number)) return undefined;
  return kind === 'bytes' ? String(number / GIB) : String(number);
}

/** As a field for a date and a time has it: here, without a zone, to the minute. */
function readTime(literal: string): string | undefined {
  const at = /^\d{4}-/.test(literal) ? Date.parse(literal) : Number.NaN;
  return Number.isNaN(at) ? undefined : localTimeOf(at);
}

export function localTimeOf(at: number): string {
  const here = new Date(at);
  const shifted = new Date(at - here.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

function kindOf(columns: readonly FilterColumn[], name: string): ValueKind {
  return columns.find((column) => column.name === name)?.kind ?? 'text';
}

function operatorIn(word: string): Operator | undefined {
  return [...comparisons, ...functions].find((one) => one === word);
}

function isFunction(operator: Operator): boolean {
  return functions.some((one) => one === operator);
}

/** Both have to hold; what is empty says nothing. */
export function bothOf(one: string | undefined, other: string | undefined): string | undefined {
  const said = [one, other].filter((filter) => filter !== undefined && filter.trim() !== '');
  return said.length < 2 ? said[0] : said.map((filter) => `(${filter})`).join(' and ');
}
