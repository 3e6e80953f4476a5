import {
  ClientDetailsView,
  ClientPage,
  ClientQuery,
  ClientView,
  CreateEnrollmentToken,
  EnrollmentTokenView,
  MoveClient,
  NewEnrollmentToken,
  WaiveClient,
} from '@causeway/contract/admin';
import { Type } from 'typebox';
import type { Provisioning } from '../provisioning.ts';
import { answers, ByName, noContent, OneClient } from './answers.ts';
import type { Api } from './api.ts';

const OneToken = Type.Object({ ...ByName.properties, id: Type.String({ maxLength: 100 }) });

/** The clients of a tenant, and the tokens that let new ones in. */
export function addClientRoutes(routes: Api, { tenants, audit }: Provisioning): void {
  routes.get(
    '/tenants/:name/clients',
    {
      schema: {
        summary: 'Clients by name',
        params: ByName,
        querystring: ClientQuery,
        response: answers(200, ClientPage),
      },
    },
    async ({ params, query }) => (await tenants.clientsOf(params.name)).page(query),
  );
  routes.get(
    '/tenants/:name/clients/:client',
    {
      schema: {
        summary: 'One client, with the addresses that it gave evidence of',
        params: OneClient,
        response: answers(200, ClientDetailsView),
      },
    },
    async ({ params: { name, client } }) => (await tenants.clientsOf(name)).details(client),
  );
  addDeciding(routes, { tenants, audit });
  addTokenRoutes(routes, { tenants, audit });
}

type Desks = Pick<Provisioning, 'tenants' | 'audit'>;

function addDeciding(routes: Api, { tenants, audit }: Desks): void {
  const verb = { params: OneClient, response: answers(200, ClientView) };
  routes.post(
    '/tenants/:name/clients/:client/retire',
    { schema: { summary: 'Take a client out', ...verb } },
    async ({ admin, params: { name, client } }) => {
      const deed = { actor: admin.name, action: 'client.retire', subject: `${name}/${client}` };
      return audit.record(deed, async () => (await tenants.clientsOf(name)).retire(client));
    },
  );
  routes.post(
    '/tenants/:name/clients/:client/waive',
    { schema: { summary: 'Name a client that a crossing may leave behind', ...verb, body: WaiveClient } },
    async ({ admin, body, params: { name, client } }) => {
      const deed = { actor: admin.name, action: 'client.waive', subject: `${name}/${client}`, detail: body };
      const waive = async () => (await tenants.clientsOf(name)).waive(client, body.reason, admin.name);
      return audit.record(deed, waive);
    },
  );
  routes.post(
    '/tenants/:name/clients/:client/unwaive',
    { schema: { summary: 'Take a waiver back', ...verb } },
    async ({ admin, params: { name, client } }) => {
      const deed = { actor: admin.name, action: 'client.unwaive', subject: `${name}/${client}` };
      return audit.record(deed, async () => (await tenants.clientsOf(name)).unwaive(client));
    },
  );
  routes.post(
    '/tenants/:name/clients/:client/group',
    { schema: { summary: 'Give a client the frequencies of a group', ...verb, body: MoveClient } },
    async ({ admin, body, params: { name, client } }) => {
      const deed = { actor: admin.name, action: 'client.group', subject: `${name}/${client}`, detail: body };
      const move = async () => (await tenants.clientsOf(name)).move(client, body.group);
      return audit.record(deed, move);
    },
  );
}

function addTokenRoutes(routes: Api, { tenants, audit }: Desks): void {
  routes.get(
    '/tenants/:name/enrollment-tokens',
    {
      schema: {
        summary: 'Enrollment tokens',
        params: ByName,
        response: answers(200, Type.Array(EnrollmentTokenView)),
      },
    },
    async ({ params }) => (await tenants.clientsOf(params.name)).listTokens(),
  );
  routes.post(
    '/tenants/:name/enrollment-tokens',
    {
      schema: {
        summary: 'Make an enrollment token',
        params: ByName,
        body: CreateEnrollmentToken,
        response: answers(201, NewEnrollmentToken),
      },
    },
    async ({ admin, params, body }, reply) => {
      const deed = {
        actor: admin.name,
        action: 'enrollment-token.create',
        subject: params.name,
        detail: body,
      };
      const create = async () => (await tenants.clientsOf(params.name)).createToken(body);
      return reply.code(201).send(await audit.record(deed, create));
    },
  );
  routes.delete(
    '/tenants/:name/enrollment-tokens/:id',
    { schema: { summary: 'Delete an enrollment token', params: OneToken, response: noContent } },
    async ({ admin, params: { name, id } }, reply) => {
      const deed = { actor: admin.name, action: 'enrollment-token.delete', subject: `${name}/${id}` };
      await audit.record(deed, async () => (await tenants.clientsOf(name)).removeToken(id));
      return reply.code(204).send(null);
    },
  );
}
