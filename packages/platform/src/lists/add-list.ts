import { Readable } from 'node:stream';
import { MOST_ROWS_A_PAGE } from '@causeway/contract';
import { ErrorBody, ListQuery, PageOf } from '@causeway/contract/admin';
import type { Page, PageQuery } from '@causeway/inventory';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import type { Entity, Row } from '../entity.ts';
import { platformErrors } from '../errors.ts';
import { parseFilter } from '../filter/parse-filter.ts';
import { parseOrder } from '../filter/parse-order.ts';
import type { PlatformOptions } from '../platform-options.ts';
import type { PlatformRoutes } from '../platform-routes.ts';
import { contentTypes, listFormatOf } from './list-format.ts';
import { type ReadPage, streamRows } from './stream-rows.ts';

const DEFAULT_LIMIT = 100;

export interface List<Query extends TObject = typeof ListQuery> {
  readonly path: string;
  readonly summary: string;
  readonly entity: Entity;
  readonly row: TSchema;
  readonly params: TObject;
  readonly query?: Query;
  readonly schemeOf: PlatformOptions['schemeOf'];
  /** How its pages are read for this request. */
  open(request: FastifyRequest, query: Static<Query>): Promise<(query: PageQuery) => Promise<Page<object>>>;
}

/** A list of rows: a page of JSON, or all of them as CSV or JSON Lines. */
export function addList<Query extends TObject = typeof ListQuery>(
  routes: PlatformRoutes,
  list: List<Query>,
): void {
  const schema = {
    summary: list.summary,
    params: list.params,
    querystring: list.query ?? ListQuery,
    response: { 200: answersOf(list.row), '4xx': ErrorBody, '5xx': ErrorBody },
  };
  // To answer HEAD, every row would have to be read.
  const takesBasic = (request: FastifyRequest) => isFile(request) && list.schemeOf(request) === 'https';
  const options = { schema, exposeHeadRoute: false, config: { takesBasic } };
  routes.get(list.path, options, async (request, reply) => {
    // Checked against the schema just above; `Query` has all that ListQuery has.
    const query = request.query as Static<typeof ListQuery> & Static<Query>;
    const asked = readQuery(query, list.entity);
    // Rows are shown as they are, by the names of their columns.
    const read = (await list.open(request, query)) as ReadPage;
    const format = listFormatOf(request);
    if (format === 'json') return readJsonPage(read, asked, query.limit ?? DEFAULT_LIMIT);
    const { limit = Number.POSITIVE_INFINITY } = query;
    // A file has no place for the total, and would count it anew for every page of the store.
    const all = { ...asked, count: undefined };
    return sendFile(
      reply,
      list.entity,
      format,
      await streamRows(read, { ...list, format, query: all, limit }),
    );
  });
}

/** Files are fetched by programs that know no more than a user and a password. */
function isFile(request: FastifyRequest): boolean {
  return listFormatOf(request) !== 'json';
}

function answersOf(row: TSchema) {
  const text = { schema: Type.String() };
  return {
    description: 'A page of JSON, or all rows as CSV (RFC 4180) or JSON Lines',
    content: { 'application/json': { schema: PageOf(row) }, 'text/csv': text, 'application/x-ndjson': text },
  };
}

function readQuery(
  { filter, search, order, after, count }: Static<typeof ListQuery>,
  entity: Entity,
): Omit<PageQuery, 'limit'> {
  return {
    filter: filter === undefined ? undefined : parseFilter(filter, entity),
    search,
    order: order === undefined ? undefined : parseOrder(order, entity),
    after,
    count: count === true ? 'total' : undefined,
  };
}

async function readJsonPage(
  read: ReadPage,
  query: Omit<PageQuery, 'limit'>,
  limit: number,
): Promise<Page<Row>> {
  if (limit > MOST_ROWS_A_PAGE)
    throw platformErrors.error('PAGE_TOO_LARGE', {
      seen: `limit=${limit}`,
      expected: `at most ${MOST_ROWS_A_PAGE}`,
    });
  return read({ ...query, limit });
}

function sendFile(
  reply: FastifyReply,
  { name }: Entity,
  format: 'csv' | 'jsonl',
  lines: AsyncIterable<string>,
): FastifyReply {
  return reply
    .type(contentTypes[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .send(Readable.from(lines));
}
