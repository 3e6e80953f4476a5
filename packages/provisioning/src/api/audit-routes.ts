import { Readable } from 'node:stream';
import { MOST_ROWS_A_PAGE } from '@causeway/contract';
import { AuditQuery, AuditView, ErrorBody } from '@causeway/contract/admin';
import {
  type Column,
  contentTypes,
  type Entity,
  listFormatOf,
  platformErrors,
  streamRows,
} from '@causeway/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Provisioning } from '../provisioning.ts';
import type { AuditEntry, AuditFilter } from '../provisioning-store.ts';
import { ByName } from './answers.ts';
import type { Api } from './api.ts';

const DEFAULT_LIMIT = 100;
const text = { kind: 'text', isNullable: false } as const;

const entity: Entity = {
  name: 'audit',
  set: 'Audit',
  type: 'AuditEntry',
  key: ['sequence'],
  columns: {
    sequence: { kind: 'id', isNullable: false },
    at: { kind: 'time', isNullable: false },
    ...{ actor: text, action: text, subject: text, outcome: text },
    tenantId: { kind: 'text', isNullable: true },
    detail: { kind: 'json', isNullable: true },
  } satisfies Readonly<Record<keyof AuditEntry, Column>>,
};

const file = { schema: Type.String() };
/** Files are answered, too: no type of one body fits. */
const response: Readonly<Record<string, unknown>> = {
  200: {
    description: 'A page of JSON, or all entries as CSV (RFC 4180) or JSON Lines',
    content: {
      'application/json': { schema: Type.Array(AuditView) },
      ...{ 'text/csv': file, 'application/x-ndjson': file },
    },
  },
  ...{ '4xx': ErrorBody, '5xx': ErrorBody },
};
/** To answer HEAD, every row would have to be read. */
const exposeHeadRoute = false;

/** The whole trail. */
export function addAuditRoute(routes: Api, { store }: Provisioning): void {
  const schema = { summary: 'Who did what, newest first', querystring: AuditQuery, response };
  routes.get('/audit', { schema, exposeHeadRoute }, async (request, reply) =>
    answer(request, reply, (query) => store.audit.list({ ...query, ...filterOf(request.query) })),
  );
}

/** The part of the trail that is about one tenant. */
export function addTenantAuditRoute(routes: Api, { store, tenants }: Provisioning): void {
  const summary = 'Who did what to this tenant, newest first';
  const schema = { summary, params: ByName, querystring: AuditQuery, response };
  routes.get('/tenants/:name/audit', { schema, exposeHeadRoute }, async (request, reply) => {
    const { id: tenantId } = await tenants.get(request.params.name);
    return answer(request, reply, (query) =>
      store.audit.list({ ...query, ...filterOf(request.query), tenantId }),
    );
  });
}

type ReadEntries = (query: { limit: number; before?: number | undefined }) => Promise<AuditEntry[]>;

async function answer(request: FastifyRequest, reply: FastifyReply, read: ReadEntries): Promise<unknown> {
  // As the schema of the query has checked it.
  const { limit, before } = request.query as AuditQuery;
  const format = listFormatOf(request);
  if (format === 'json') return read({ limit: withinPage(limit ?? DEFAULT_LIMIT), before });
  const lines = await streamRows(
    async ({ limit: rows, after }) =>
      pageOf(await read({ limit: rows, before: after ? Number(after) : before }), rows),
    { entity, format, query: {}, limit: limit ?? Number.POSITIVE_INFINITY },
  );
  return reply
    .type(contentTypes[format])
    .header('content-disposition', `attachment; filename="audit.${format}"`)
    .send(Readable.from(lines));
}

function pageOf(entries: readonly AuditEntry[], limit: number) {
  const last = entries.at(-1);
  const rows = entries.map((entry) => ({ ...entry }));
  return { rows, next: last !== undefined && entries.length === limit ? String(last.sequence) : undefined };
}

function withinPage(limit: number): number {
  if (limit <= MOST_ROWS_A_PAGE) return limit;
  throw platformErrors.error('PAGE_TOO_LARGE', {
    seen: `limit=${limit}`,
    expected: `at most ${MOST_ROWS_A_PAGE}`,
  });
}

function filterOf({ actor, action, subject, outcome, since, until }: AuditQuery): AuditFilter {
  return { actor, action, subject, outcome, since, until };
}
