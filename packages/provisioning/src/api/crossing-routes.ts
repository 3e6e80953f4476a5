import { Readable } from 'node:stream';
import { MOST_ROWS_A_PAGE } from '@causeway/contract';
import {
  CrossingQuery,
  CrossingSampleView,
  CrossingSummaryView,
  CrossingView,
  ErrorBody,
  PageOf,
  StandingQuery,
  StandingView,
} from '@causeway/contract/admin';
import {
  type Column,
  contentTypes,
  type Entity,
  listFormatOf,
  platformErrors,
  streamRows,
} from '@causeway/platform';
import { Type } from 'typebox';
import type { Provisioning } from '../provisioning.ts';
import { answers, ByName } from './answers.ts';
import type { Api } from './create-app.ts';

const DEFAULT_LIMIT = 100;
const text: Column = { kind: 'text', isNullable: false };
const maybeText: Column = { kind: 'text', isNullable: true };
const count: Column = { kind: 'count', isNullable: false };
const maybeTime: Column = { kind: 'time', isNullable: true };

const entity: Entity = {
  name: 'crossing',
  set: 'Crossing',
  type: 'Standing',
  key: ['id'],
  columns: {
    ...{ id: text, name: text, kind: text, agent: maybeText, state: text, reason: maybeText },
    ...{ explanation: maybeText, remedy: maybeText, repoint: { kind: 'json', isNullable: true } },
    ...{ lastSeenAt: maybeTime, stage: text, fetchedRevision: count, appliedRevision: count },
    ...{ lastAddress: maybeText, endpointServer: maybeText, oldWayAt: maybeTime },
  } satisfies Readonly<Record<keyof StandingView, Column>>,
};

const file = { schema: Type.String() };
/** Files are answered, too: no type of one body fits. */
const response: Readonly<Record<string, unknown>> = {
  200: {
    description: 'A page of JSON, or all rows as CSV (RFC 4180) or JSON Lines',
    content: {
      'application/json': { schema: PageOf(StandingView) },
      ...{ 'text/csv': file, 'application/x-ndjson': file },
    },
  },
  ...{ '4xx': ErrorBody, '5xx': ErrorBody },
};

/** The crossing of one tenant. */
export function addCrossingRoutes(routes: Api, { crossings }: Provisioning): void {
  routes.get(
    '/tenants/:name/crossing',
    {
      schema: {
        summary: 'Who has crossed, who has not, and why',
        params: ByName,
        querystring: CrossingQuery,
        response: answers(200, CrossingView),
      },
    },
    async ({ params, query }) => crossings.view(params.name, query.limit),
  );
  routes.get(
    '/tenants/:name/crossing/history',
    {
      schema: {
        summary: 'What the crossing had come to, oldest first; the longer ago, the fewer',
        params: ByName,
        response: answers(200, Type.Array(CrossingSampleView)),
      },
    },
    async ({ params }) => crossings.history(params.name),
  );
  addStandingRoute(routes, { crossings });
}

function addStandingRoute(routes: Api, { crossings }: Pick<Provisioning, 'crossings'>): void {
  const summary = 'Where each client stands in the crossing';
  const schema = { summary, params: ByName, querystring: StandingQuery, response };
  // To answer HEAD, every row would have to be read.
  const options = { schema, exposeHeadRoute: false };
  routes.get('/tenants/:name/crossing/clients', options, async (request, reply) => {
    // As the schema of the query has checked it.
    const { limit, after, ...filter } = request.query as StandingQuery;
    const format = listFormatOf(request);
    const asked = format === 'json' ? withinPage(limit ?? DEFAULT_LIMIT) : limit;
    const read = await crossings.clients(request.params.name, filter);
    if (format === 'json') return read({ after, limit: asked ?? DEFAULT_LIMIT });
    const lines = await streamRows((page) => read(page), {
      ...{ entity, format, query: { after }, limit: asked ?? Number.POSITIVE_INFINITY },
    });
    return reply
      .type(contentTypes[format])
      .header('content-disposition', `attachment; filename="crossing.${format}"`)
      .send(Readable.from(lines));
  });
}

/** What the crossings of all tenants have come to. */
export function addCrossingsRoute(routes: Api, { crossings }: Provisioning): void {
  routes.get(
    '/crossings',
    {
      schema: {
        summary: 'What the crossings that are on had come to a moment ago, by tenant',
        response: answers(200, Type.Array(CrossingSummaryView)),
      },
    },
    async () => crossings.list(),
  );
}

function withinPage(limit: number): number {
  if (limit <= MOST_ROWS_A_PAGE) return limit;
  throw platformErrors.error('PAGE_TOO_LARGE', {
    seen: `limit=${limit}`,
    expected: `at most ${MOST_ROWS_A_PAGE}`,
  });
}
