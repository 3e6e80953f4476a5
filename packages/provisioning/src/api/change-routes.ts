import { ChangesQuery, ChangeView } from '@causeway/contract/admin';
import { Type } from 'typebox';
import type { Provisioning } from '../provisioning.ts';
import { answers } from './answers.ts';
import type { Api } from './api.ts';
import { longestStreamMs, streamEvents } from './event-stream.ts';

const ById = Type.Object({ id: Type.String({ maxLength: 100 }) });

/** Changes: listed, followed live and undone. */
export function addChangeRoutes(routes: Api, { changes, tenants, audit, now }: Provisioning): void {
  routes.get(
    '/changes',
    {
      schema: {
        summary: 'Changes, newest first',
        querystring: Type.Object({
          ...ChangesQuery.properties,
          tenant: Type.Optional(Type.String({ maxLength: 300 })),
        }),
        response: answers(200, Type.Array(ChangeView)),
      },
    },
    async ({ query: { tenant, ...query } }) => {
      const tenantId = tenant === undefined ? undefined : (await tenants.get(tenant)).id;
      return changes.list({ ...query, tenantId });
    },
  );
  routes.get(
    '/changes/:id',
    { schema: { summary: 'One change with its steps', params: ById, response: answers(200, ChangeView) } },
    async ({ params }) => changes.view(params.id),
  );
  routes.get(
    '/changes/:id/events',
    {
      schema: {
        summary:
          'The change after each of its steps, as server-sent events, until it ends; every five minutes to be asked for anew',
        params: ById,
      },
    },
    async (request, reply) =>
      streamEvents(
        request,
        reply,
        (signal) => changes.follow(request.params.id, signal),
        longestStreamMs(request.signedIn.credential, now()),
      ),
  );
  routes.post(
    '/changes/:id/undo',
    {
      schema: {
        summary: 'Stop a change and put everything back',
        params: ById,
        response: answers(200, ChangeView),
      },
    },
    async ({ admin, params }) => {
      const deed = { actor: admin.name, action: 'change.undo', subject: params.id };
      return audit.record(deed, () => changes.undo(params.id));
    },
  );
}
