import { DuplicatePage, DuplicateView, duplicateStates } from '@causeway/contract/admin';
import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { ComputersDesk } from '../computers-desk.ts';
import type { PlatformOptions } from '../platform-options.ts';
import type { PlatformRoutes } from '../platform-routes.ts';
import { answers } from './answers.ts';

const DuplicateQuery = Type.Object({
  state: Type.Optional(Type.Enum([...duplicateStates])),
  limit: Type.Integer({ minimum: 1, maximum: 1_000, default: 100 }),
  after: Type.Optional(Type.Integer({ minimum: 0 })),
});

/** Computers that may be one, for an admin to say so. */
export function addDuplicateRoutes(routes: PlatformRoutes, options: PlatformOptions): void {
  const { params, computersOf } = options;
  routes.get(
    '/duplicates',
    {
      schema: {
        summary: 'Pairs of computers that may be one',
        params: Type.Object(params),
        querystring: DuplicateQuery,
        response: answers(DuplicatePage),
      },
    },
    async (request) => {
      // Checked against the schema just above.
      const query = request.query as Static<typeof DuplicateQuery>;
      const rows = await (await computersOf(request)).duplicates(query);
      const last = rows.at(-1);
      return { rows, ...(last && rows.length === query.limit && { next: last.id }) };
    },
  );
  addVerb(routes, options, {
    verb: 'confirm',
    state: 'confirmed',
    summary: 'Say that the two are one: what was heard of longer ago is archived, and its client retired',
  });
  addVerb(routes, options, { verb: 'split', state: 'split', summary: 'Say that the two are two: both stay' });
}

interface Verb {
  readonly verb: string;
  readonly state: 'confirmed' | 'split';
  readonly summary: string;
}

function addVerb(
  routes: PlatformRoutes,
  { params, computersOf, record, retireClient, now }: PlatformOptions,
  { verb, state, summary }: Verb,
): void {
  const One = Type.Object({ ...params, duplicate: Type.String({ maxLength: 300, description: 'its id' }) });
  routes.post(
    `/duplicates/:duplicate/${verb}`,
    { schema: { summary, params: One, response: answers(DuplicateView) } },
    async (request) => {
      const id = idIn(request);
      return record(request, { action: `duplicate.${verb}`, subject: id }, async () => {
        const desk = new ComputersDesk(await computersOf(request));
        const { duplicate, formerClient } = await desk.settle(id, state, now());
        if (formerClient !== undefined) await retireClient(request, formerClient);
        return duplicate;
      });
    },
  );
}

/** As the schema of the path demands it. */
function idIn({ params }: FastifyRequest): string {
  return (params as { readonly duplicate: string }).duplicate;
}
