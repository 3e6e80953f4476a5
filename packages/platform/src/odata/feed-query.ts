import type { PageQuery } from '@causeway/inventory';
import { type Static, Type } from 'typebox';
import type { Entity } from '../entity.ts';
import { columnOf } from '../entity.ts';
import { platformErrors } from '../errors.ts';
import { parseFilter } from '../filter/parse-filter.ts';
import { parseOrder } from '../filter/parse-order.ts';

const LONGEST = 16_000;
const MOST_ROWS = 1_000_000_000;
const Text = Type.Optional(Type.String({ maxLength: LONGEST }));
const Rows = Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_ROWS }));

/** The system query options that the feed has (OData 4.0 part 1, section 11.2). */
export const FeedQuery = Type.Object({
  $filter: Text,
  $select: Text,
  $orderby: Text,
  $top: Rows,
  $skip: Rows,
  $count: Type.Optional(Type.Boolean()),
  $skiptoken: Text,
  $format: Text,
});
export type FeedQuery = Static<typeof FeedQuery>;

/** Those that are about one row, and those about how many there are. */
export const OneQuery = Type.Pick(FeedQuery, ['$select', '$format']);
export const CountQuery = Type.Pick(FeedQuery, ['$filter', '$format']);
export const FormatQuery = Type.Pick(FeedQuery, ['$format']);

/** Options without a $ are nobody's, and passed over as OData says. @throws ODATA_UNSUPPORTED */
export function refuseUnsupported(query: object, { properties }: { readonly properties: object }): void {
  const unknown = Object.keys(query).find((name) => name.startsWith('$') && !Object.hasOwn(properties, name));
  if (unknown === undefined) return;
  throw platformErrors.error('ODATA_UNSUPPORTED', {
    seen: unknown.slice(0, 100),
    expected: `nothing but ${Object.keys(properties).join(', ')}`,
  });
}

/** The columns that are asked for, in the order in which they are described; all of them without `$select`. @throws ODATA_SELECT_INVALID */
export function selectedColumns({ $select }: FeedQuery, entity: Entity): string[] {
  const all = Object.keys(entity.columns);
  if ($select === undefined) return all;
  const names = new Set($select.split(',').map((name) => name.trim()));
  if (names.has('*')) return all;
  for (const name of names) {
    if (columnOf(entity, name) === undefined)
      throw platformErrors.error('ODATA_SELECT_INVALID', {
        seen: JSON.stringify(name.slice(0, 100)),
        expected: `columns of ${entity.set}: ${all.join(', ')}`,
      });
  }
  return all.filter((name) => names.has(name));
}

/** @throws FILTER_INVALID, ORDER_INVALID */
export function pageQueryOf(query: FeedQuery, entity: Entity): Omit<PageQuery, 'limit'> {
  const { $filter, $orderby, $skip, $skiptoken, $count } = query;
  return {
    filter: $filter === undefined ? undefined : parseFilter($filter, entity),
    order: $orderby === undefined ? undefined : parseOrder($orderby, entity),
    skip: $skip === 0 ? undefined : $skip,
    after: $skiptoken,
    count: $count === true ? 'total' : undefined,
  };
}
