import { ChangesQuery, ChangeView } from '@causeway/contract/admin';
import { Type } from 'typebox';
import type { Provisioning } from '../provisioning.ts';
import { answers, ByName } from './answers.ts';
import type { Api } from './api.ts';
import { longestStreamMs, streamEvents } from './event-stream.ts';

const OneChange = Type.Object({ ...ByName.properties, id: Type.String({ maxLength: 100 }) });

/**
 * The changes of a tenant's websites as its own admins see them: of one that is of several tenants there is its own part
 * alone, and what they could not have begun they do not undo. (`changes` are what became another on computers.)
 */
export function addTenantChangeRoutes(
  routes: Api,
  { changes, tenants, audit, now }: Pick<Provisioning, 'changes' | 'tenants' | 'audit' | 'now'>,
): void {
  const changesOf = async (name: string) => changes.of(await tenants.get(name));
  routes.get(
    '/tenants/:name/site-changes',
    {
      schema: {
        summary: 'Changes of the websites of this tenant, newest first',
        params: ByName,
        querystring: ChangesQuery,
        response: answers(200, Type.Array(ChangeView)),
      },
    },
    async ({ params, query: { state, before, limit } }) =>
      (await changesOf(params.name)).list({ state, before, limit }),
  );
  routes.get(
    '/tenants/:name/site-changes/:id',
    {
      schema: {
        summary: 'What one change does to this tenant, with its steps',
        params: OneChange,
        response: answers(200, ChangeView),
      },
    },
    async ({ params }) => (await changesOf(params.name)).view(params.id),
  );
  routes.get(
    '/tenants/:name/site-changes/:id/events',
    {
      schema: {
        summary:
          'The same after each of its steps, as server-sent events, until it ends; every five minutes to be asked for anew',
        params: OneChange,
      },
    },
    async (request, reply) => {
      const { name, id } = request.params;
      const own = await changesOf(name);
      const lastsMs = longestStreamMs(request.signedIn.credential, now());
      return streamEvents(request, reply, (signal) => own.follow(id, signal), lastsMs);
    },
  );
  routes.post(
    '/tenants/:name/site-changes/:id/undo',
    {
      schema: {
        summary: 'Stop a change that users of this tenant began and put everything back',
        params: OneChange,
        response: answers(200, ChangeView),
      },
    },
    async ({ admin, params }) => {
      const tenant = await tenants.get(params.name);
      const deed = { actor: admin.name, action: 'change.undo', subject: params.id, tenantId: tenant.id };
      return audit.record(deed, () => changes.of(tenant).undo(params.id));
    },
  );
}
