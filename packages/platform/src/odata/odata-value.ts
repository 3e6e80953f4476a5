import type { Column, Entity, Row } from '../entity.ts';
import { isoTime } from '../lists/iso-time.ts';

/** A row with the values that its type in `$metadata` says, of these columns. */
export function odataRow(row: Row, { columns }: Entity, names: readonly string[]): Row {
  return Object.fromEntries(names.map((name) => [name, odataValue(row[name], columns[name]?.kind)]));
}

function odataValue(value: unknown, kind: Column['kind'] | undefined): unknown {
  if (value === null || value === undefined) return null;
  if (kind === 'time') return isoTime(Number(value));
  return kind === 'json' ? JSON.stringify(value) : value;
}
