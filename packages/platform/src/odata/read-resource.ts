import type { Filter } from '@causeway/inventory';
import type { FastifyRequest } from 'fastify';
import type { Entity } from '../entity.ts';
import type { ReadPage } from '../lists/stream-rows.ts';
import { FeedQuery, OneQuery, refuseUnsupported, selectedColumns } from './feed-query.ts';
import type { FeedSet } from './feed-sets.ts';
import { nextLinkOf } from './links.ts';
import { odataRow } from './odata-value.ts';
import { resourceNotFound } from './parse-resource.ts';
import { readFeedPage } from './read-feed-page.ts';

interface Read {
  readonly set: FeedSet;
  readonly read: ReadPage;
}

/** A page of a set, as OData JSON 4.0 section 12 writes it. */
export async function readSet(
  request: FastifyRequest,
  { set: { entity }, read, atMost }: Read & { readonly atMost: number | undefined },
) {
  // Checked against the schema of the route.
  const query = request.query as FeedQuery;
  refuseUnsupported(query, FeedQuery);
  const names = selectedColumns(query, entity);
  const { rows, next, total } = await readFeedPage(read, query, { entity, atMost });
  return {
    '@odata.context': contextOf(request, entity, names),
    ...(query.$count === true && { '@odata.count': total }),
    value: rows.map((row) => odataRow(row, entity, names)),
    ...(next !== undefined && { '@odata.nextLink': nextLinkOf(request, query, { rows, next }) }),
  };
}

/** One row by its key. @throws ODATA_RESOURCE_NOT_FOUND */
export async function readOne(request: FastifyRequest, one: Read & { readonly key: Filter }) {
  const query = request.query as FeedQuery;
  refuseUnsupported(query, OneQuery);
  const { entity } = one.set;
  const names = selectedColumns(query, entity);
  const [row] = (await one.read({ filter: one.key, limit: 1 })).rows;
  if (row === undefined) throw resourceNotFound(resourceIn(request), 'the key of a row that there is');
  return {
    '@odata.context': `${contextOf(request, entity, names)}/$entity`,
    ...odataRow(row, entity, names),
  };
}

/** As the schema of the path demands it. */
export function resourceIn({ params }: FastifyRequest): string {
  return (params as { readonly resource: string }).resource;
}

function contextOf({ feedRoot }: FastifyRequest, { set, columns }: Entity, names: readonly string[]): string {
  const isAll = names.length === Object.keys(columns).length;
  return `${feedRoot}/$metadata#${set}${isAll ? '' : `(${names.join(',')})`}`;
}
