import type { Column } from '../entity.ts';
import type { Reader } from './reader.ts';

/** The next as a value of the kind that the column has. @throws FILTER_INVALID */
export function readValue(reader: Reader, column: Column): string | number | null {
  if (reader.take('word', 'null')) return null;
  return readSomething(reader, column);
}

/** `('a', 'b')`, at least one. @throws FILTER_INVALID */
export function readList(reader: Reader, column: Column): (string | number)[] {
  reader.demand('(');
  const values = [readSomething(reader, column)];
  while (reader.take('sign', ',')) values.push(readSomething(reader, column));
  reader.demand(')');
  return values;
}

function readSomething(reader: Reader, { kind }: Column): string | number {
  const { kind: given, text } = reader.next;
  const value = kind === 'text' ? textOf(given, text) : numberOf(kind, given, text);
  if (value === undefined) throw reader.refuse(EXPECTED[kind]);
  reader.skip();
  return value;
}

const NUMBER = 'a number';
const EXPECTED: Readonly<Record<Column['kind'], string>> = {
  text: "a text in '",
  time: 'a time such as 2026-11-24T12:00:00Z, or a date',
  id: NUMBER,
  count: NUMBER,
  bytes: NUMBER,
  json: 'nothing',
};

function textOf(given: string, text: string): string | undefined {
  return given === 'text' ? text : undefined;
}

/** Of a time its milliseconds, which the lists show, are taken as well. */
function numberOf(kind: Column['kind'], given: string, text: string): number | undefined {
  if (given === 'time' && kind === 'time') return parseTime(text);
  const value = given === 'number' ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** A date alone is its midnight in UTC. Undefined for a day that no month has. */
function parseTime(text: string): number | undefined {
  const [, year = '', month = '', day = ''] = /^(\d+)-(\d+)-(\d+)/.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const at = Date.parse(text.toUpperCase());
  // Date.UTC reads the years 0 to 99 as 1900 to 1999, and a 31st of February as one of March.
  const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return Number.isNaN(at) || !isDay ? undefined : at;
}
