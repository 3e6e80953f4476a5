import { ActionPage, ActionView, AskClient, DiagnosticsView } from '@causeway/contract/admin';
import { Type } from 'typebox';
import type { Provisioning } from '../provisioning.ts';
import { answers, ByName, OneClient } from './answers.ts';
import type { Api } from './api.ts';

const OneAction = Type.Object({ ...ByName.properties, id: Type.String({ maxLength: 100 }) });
const Page = Type.Object({
  client: Type.Optional(Type.String({ maxLength: 300, description: 'name or id' })),
  after: Type.Optional(Type.String({ maxLength: 100 })),
});

/** What clients are asked to do when they poll next. */
export function addActionRoutes(routes: Api, { tenants, audit }: Provisioning): void {
  routes.get(
    '/tenants/:name/actions',
    {
      schema: {
        summary: 'What clients were asked to do, newest first, and what became of it',
        params: ByName,
        querystring: Page,
        response: answers(200, ActionPage),
      },
    },
    async ({ params, query }) => (await tenants.actionsOf(params.name)).list(query.client, query.after),
  );
  routes.post(
    '/tenants/:name/clients/:client/actions',
    {
      schema: {
        summary: 'Ask a client to do something at its next poll',
        params: OneClient,
        body: AskClient,
        response: answers(201, ActionView),
      },
    },
    async ({ admin, body, params: { name, client } }, reply) => {
      const deed = { actor: admin.name, action: 'client.ask', subject: `${name}/${client}`, detail: body };
      const ask = async () => (await tenants.actionsOf(name)).ask(client, body, admin.name);
      return reply.code(201).send(await audit.record(deed, ask));
    },
  );
  routes.delete(
    '/tenants/:name/actions/:id',
    {
      schema: {
        summary: 'Take back what a client has not come for yet',
        params: OneAction,
        response: answers(200, ActionView),
      },
    },
    async ({ admin, params: { name, id } }) => {
      const deed = { actor: admin.name, action: 'client.withdraw', subject: `${name}/${id}` };
      return audit.record(deed, async () => (await tenants.actionsOf(name)).withdraw(id));
    },
  );
  routes.get(
    '/tenants/:name/clients/:client/diagnostics',
    {
      schema: {
        summary: 'The newest diagnostics that a client sent',
        params: OneClient,
        response: answers(200, DiagnosticsView),
      },
    },
    async ({ params: { name, client } }) => (await tenants.actionsOf(name)).diagnostics(client),
  );
}
