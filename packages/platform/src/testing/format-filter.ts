import type { Condition, Filter } from '@causeway/inventory';
import { columnOf, type Entity } from '../entity.ts';

/** A filter as one would write it; what `parseFilter` reads from it is the filter again. */
export function formatFilter(filter: Filter, entity: Entity): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.map((one) => `(${formatFilter(one, entity)})`).join(` ${filter.kind} `);
    case 'not':
      return `not (${formatFilter(filter.of, entity)})`;
    case 'condition':
      return formatCondition(filter.condition, entity);
  }
}

const FUNCTIONS: Readonly<Record<string, string>> = {
  contains: 'contains',
  'starts-with': 'startswith',
  'ends-with': 'endswith',
};

function formatCondition({ column, operator, value }: Condition, entity: Entity): string {
  const write = (one: unknown) => formatValue(one, columnOf(entity, column)?.kind);
  const name = FUNCTIONS[operator];
  if (name !== undefined) return `${name}(${column},${write(value)})`;
  if (Array.isArray(value)) return `${column} in (${value.map(write).join(', ')})`;
  return `${column} ${operator} ${write(value)}`;
}

function formatValue(value: unknown, kind: string | undefined): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return kind === 'time' && typeof value === 'number' ? new Date(value).toISOString() : String(value);
}
