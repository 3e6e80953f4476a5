import type { Column, Entity, Row } from '../entity.ts';
import { isoTime } from './iso-time.ts';

/** What a spreadsheet takes for the beginning of a formula, in full width, too, as Japanese ones do (OWASP, CSV Injection). */
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** The names of the columns, as the first line. */
export function csvHeader({ columns }: Entity): string {
  return csvLine(Object.keys(columns));
}

/**
 * One row as RFC 4180 writes it. Nothing stands for null, times are in UTC by RFC 3339, and JSON values are JSON. A text
 * that a spreadsheet would run as a formula has a ' in front.
 */
export function csvRow(row: Row, { columns }: Entity): string {
  return csvLine(Object.entries(columns).map(([name, { kind }]) => csvValue(row[name], kind)));
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}

function csvValue(value: unknown, kind: Column['kind']): string {
  if (value === null || value === undefined) return '';
  if (kind === 'time') return isoTime(Number(value)) ?? '';
  const text = kind === 'json' ? JSON.stringify(value) : String(value);
  return typeof value !== 'number' && FORMULA.test(text) ? `'${text}` : text;
}
