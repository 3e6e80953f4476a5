import {
  ConfigureAnswer,
  ConfigureEndpointServer,
  EndpointServerView,
  InviteEndpointServer,
  NewEnrollmentToken,
  RetireEndpointServer,
} from '@causeway/contract/admin';
import { Type } from 'typebox';
import type { Provisioning } from '../provisioning.ts';
import { answers, ByName, noContent } from './answers.ts';
import type { Api } from './api.ts';

const OneServer = Type.Object({ ...ByName.properties, server: Type.String({ maxLength: 300 }) });
const ALL = '/tenants/:name/endpoint-servers';
const ONE = `${ALL}/:server` as const;

/** The stand-alone endpoint servers of a tenant. */
export function addEndpointServerRoutes(routes: Api, provisioning: Provisioning): void {
  const { endpointServers, audit } = provisioning;
  routes.get(
    ALL,
    {
      schema: {
        summary: 'Stand-alone endpoint servers, with what each was offered, applied and proven',
        params: ByName,
        response: answers(200, Type.Array(EndpointServerView)),
      },
    },
    async ({ params }) => endpointServers.list(params.name),
  );
  routes.get(
    ONE,
    {
      schema: {
        summary: 'One endpoint server',
        params: OneServer,
        response: answers(200, EndpointServerView),
      },
    },
    async ({ params: { name, server } }) => endpointServers.view(name, server),
  );
  routes.post(
    '/tenants/:name/registration-tokens',
    {
      schema: {
        summary: 'Make a registration token: one endpoint server may join with it',
        params: ByName,
        body: InviteEndpointServer,
        response: answers(201, NewEnrollmentToken),
      },
    },
    async ({ admin, params: { name }, body }, reply) => {
      const deed = { actor: admin.name, action: 'endpoint-server.invite', subject: name, detail: body };
      return reply.code(201).send(await audit.record(deed, () => endpointServers.invite(name, body)));
    },
  );
  addChangingRoutes(routes, provisioning);
  addDecidingRoutes(routes, provisioning);
}

/** Those that start a change, or say what it would do. */
function addChangingRoutes(routes: Api, { endpointServers, audit }: Provisioning): void {
  for (const [verb, summary] of [
    ['authorize', 'Let a pending endpoint server serve'],
    ['configure', 'Its website: start a change, or say what it would do'],
  ] as const) {
    const schema = {
      summary,
      params: OneServer,
      body: ConfigureEndpointServer,
      response: answers(202, ConfigureAnswer),
    };
    routes.post(`${ONE}/${verb}`, { schema }, async ({ admin, body, params: { name, server } }, reply) => {
      const act = () => endpointServers[verb](name, server, body, admin.name);
      const deed = {
        actor: admin.name,
        action: `endpoint-server.${verb}`,
        subject: `${name}/${server}`,
        detail: body,
      };
      return reply.code(202).send(await (body.dryRun ? act() : audit.record(deed, act)));
    });
  }
  const schema = {
    summary: 'Take an endpoint server out; refused while an active client has proven no other',
    ...{ params: OneServer, body: RetireEndpointServer, response: answers(202, ConfigureAnswer) },
  };
  routes.post(`${ONE}/retire`, { schema }, async ({ admin, body, params: { name, server } }, reply) => {
    const act = () => endpointServers.retire(name, server, body, admin.name);
    const deed = { actor: admin.name, action: 'endpoint-server.retire', subject: `${name}/${server}` };
    return reply.code(202).send(await (body.dryRun ? act() : audit.record(deed, act)));
  });
}

function addDecidingRoutes(routes: Api, { endpointServers, audit }: Provisioning): void {
  for (const [verb, summary] of [
    ['adopt', 'Make what was changed at the endpoint server itself what is wanted here, too'],
    ['overrule', 'Have the endpoint server serve again what it is offered'],
  ] as const) {
    const schema = { summary, params: OneServer, response: answers(200, EndpointServerView) };
    routes.post(`${ONE}/${verb}`, { schema }, async ({ admin, params: { name, server } }) => {
      const deed = { actor: admin.name, action: `endpoint-server.${verb}`, subject: `${name}/${server}` };
      return audit.record(deed, () => endpointServers[verb](name, server));
    });
  }
  routes.delete(
    ONE,
    { schema: { summary: 'Forget a retired endpoint server', params: OneServer, response: noContent } },
    async ({ admin, params: { name, server } }, reply) => {
      const deed = { actor: admin.name, action: 'endpoint-server.delete', subject: `${name}/${server}` };
      await audit.record(deed, () => endpointServers.remove(name, server));
      return reply.code(204).send(null);
    },
  );
}
