import type { FastifyReply, FastifyRequest } from 'fastify';
import { type TObject, Type } from 'typebox';
import type { PlatformOptions } from '../platform-options.ts';
import type { PlatformRoutes } from '../platform-routes.ts';
import { CountQuery, FeedQuery, FormatQuery, refuseUnsupported } from './feed-query.ts';
import { feedSets } from './feed-sets.ts';
import { formatMetadata } from './format-metadata.ts';
import { rootOf } from './links.ts';
import { contentTypeOf, type MetadataLevel, metadataLevelOf } from './metadata-level.ts';
import { parseResource, resourceNotFound } from './parse-resource.ts';
import { preferredRows, readFeedPage } from './read-feed-page.ts';
import { readOne, readSet, resourceIn } from './read-resource.ts';
import { sendODataError } from './send-odata-error.ts';

const entities = feedSets.map(({ entity }) => entity);

/** An OData 4.0 feed of a tenant's inventory for Excel, Power BI and their like: to read, not to change. */
export function addODataRoutes(routes: PlatformRoutes, options: PlatformOptions): void {
  const All = Type.Object(options.params);
  const One = Type.Object({ ...options.params, resource: Type.String({ maxLength: 300 }) });
  const takesBasic = (request: FastifyRequest) => options.schemeOf(request) === 'https';
  routes.decorateRequest('feedRoot', '');
  routes.addHook('onRequest', async (request, reply) => {
    request.feedRoot = rootOf(request, options.schemeOf(request));
    reply.header('odata-version', '4.0');
  });
  routes.setErrorHandler((error: Error, request, reply) =>
    sendODataError(error, { request, reply, explain: options.explain }),
  );
  // What the feed is like is the same for every tenant, and there is none of one that is not there.
  routes.addHook('preHandler', async (request) => void (await options.computersOf(request)));
  const schemaOf = (summary: string, params: TObject, querystring: TObject) => ({
    schema: { summary, params, querystring },
    config: { takesBasic },
  });
  routes.get('/', schemaOf('What the OData feed has', All, FormatQuery), async (request, reply) =>
    sendJson(request, reply, serviceDocument(request)),
  );
  routes.get(
    '/$metadata',
    schemaOf('The OData feed described as CSDL', All, FormatQuery),
    async (request, reply) => {
      refuseUnsupported(request.query as object, FormatQuery);
      return reply.type('application/xml;charset=utf-8').send(formatMetadata(entities));
    },
  );
  routes.get(
    '/:resource',
    schemaOf('A set of the OData feed, or one row of it', One, FeedQuery),
    async (request, reply) => {
      const resource = parseResource(resourceIn(request));
      const read = resource.set.read(await options.computersOf(request));
      if (resource.key !== undefined)
        return sendJson(request, reply, await readOne(request, { ...resource, key: resource.key, read }));
      const atMost = preferredRows([request.headers.prefer].flat().join(','));
      if (atMost !== undefined) reply.header('preference-applied', `odata.maxpagesize=${atMost}`);
      return sendJson(request, reply, await readSet(request, { ...resource, read, atMost }));
    },
  );
  routes.get(
    '/:resource/$count',
    schemaOf('How many rows a set of the OData feed has', One, CountQuery),
    async (request, reply) => {
      refuseUnsupported(request.query as object, CountQuery);
      const { set, key } = parseResource(resourceIn(request));
      if (key !== undefined) throw resourceNotFound(resourceIn(request), 'a whole set');
      const read = set.read(await options.computersOf(request));
      const query = { ...(request.query as FeedQuery), $count: true, $top: 0 };
      const { total } = await readFeedPage(read, query, set);
      return reply.type('text/plain;charset=utf-8').send(String(total));
    },
  );
}

function serviceDocument(request: FastifyRequest) {
  refuseUnsupported(request.query as object, FormatQuery);
  return {
    '@odata.context': `${request.feedRoot}/$metadata`,
    value: entities.map(({ set }) => ({ name: set, kind: 'EntitySet', url: set })),
  };
}

function sendJson(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Record<string, unknown>,
): FastifyReply {
  const level = metadataLevelOf((request.query as FeedQuery).$format, request.headers.accept);
  return reply.type(contentTypeOf(level)).send(JSON.stringify(atLevel(answer, level)));
}

/** Without metadata a feed has no context, and still says its count and where it goes on (OData JSON 4.0 section 3.1.3). */
function atLevel(answer: Record<string, unknown>, level: MetadataLevel): Record<string, unknown> {
  if (level === 'minimal') return answer;
  const { '@odata.context': _context, ...rest } = answer;
  return rest;
}
