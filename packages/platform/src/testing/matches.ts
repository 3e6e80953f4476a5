import type { Condition, Filter } from '@causeway/inventory';
import type { Row } from '../entity.ts';

/** Whether a row is one that the filter means. */
export function matches(row: Row, filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.of.every((one) => matches(row, one));
    case 'or':
      return filter.of.some((one) => matches(row, one));
    case 'not':
      return !matches(row, filter.of);
    case 'condition':
      return holds(row, filter.condition);
  }
}

function holds(row: Row, { column, operator, value }: Condition): boolean {
  const seen = folded(row[column]);
  const [wanted = null, ...others] = [value].flat().map(folded);
  switch (operator) {
    case 'eq':
      return seen === wanted;
    case 'ne':
      return seen !== wanted;
    case 'in':
      return seen === wanted || others.includes(seen);
    case 'contains':
      return typeof seen === 'string' && seen.includes(String(wanted));
    case 'starts-with':
      return typeof seen === 'string' && seen.startsWith(String(wanted));
    case 'ends-with':
      return typeof seen === 'string' && seen.endsWith(String(wanted));
    default:
      return seen !== null && wanted !== null && isInOrder(operator, compareValues(seen, wanted));
  }
}

function isInOrder(operator: 'lt' | 'le' | 'gt' | 'ge', order: number): boolean {
  if (order === 0) return operator === 'le' || operator === 'ge';
  return order < 0 ? operator === 'lt' || operator === 'le' : operator === 'gt' || operator === 'ge';
}

/** Null comes first. */
export function compareValues(one: unknown, other: unknown): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? -1 : 1;
  return (one as string | number) < (other as string | number) ? -1 : 1;
}

/** Letters a to z of either case are the same. */
function folded(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()) : value;
}
