import type { Order } from '@causeway/inventory';
import { columnOf, comparableColumns, type Entity } from '../entity.ts';
import { platformErrors } from '../errors.ts';

/** More columns than this order nothing any further. */
const MOST_COLUMNS = 8;
const SHOWN_LENGTH = 60;

/** `memoryBytes desc, name`: the `$orderby` of OData 4.0 over columns. @throws ORDER_INVALID */
export function parseOrder(text: string, entity: Entity): Order[] {
  const parts = text.split(',').map((part) => parsePart(part, entity));
  if (parts.length > MOST_COLUMNS)
    throw orderInvalid(`${parts.length} columns`, `at most ${MOST_COLUMNS} columns`);
  const names = parts.map(({ column }) => column);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw orderInvalid(`${twice} twice`, 'each column once');
  return parts;
}

function parsePart(part: string, entity: Entity): Order {
  const [column = '', direction = 'asc', ...more] = part.trim().split(/[ \t]+/);
  const expected = `a column of ${comparableColumns(entity).join(', ')}`;
  const known = columnOf(entity, column);
  if (known === undefined || known.kind === 'json') throw orderInvalid(quote(part), expected);
  if ((direction !== 'asc' && direction !== 'desc') || more.length > 0)
    throw orderInvalid(quote(part), `${column} asc or ${column} desc`);
  return { column, direction };
}

function quote(part: string): string {
  return JSON.stringify(part.trim().slice(0, SHOWN_LENGTH));
}

function orderInvalid(seen: string, expected: string): Error {
  return platformErrors.error('ORDER_INVALID', { seen, expected });
}
