import {
  ApiTokenView,
  AuditView,
  CreateApiToken,
  NewApiToken,
  SessionView,
  SetUp,
  SignIn,
} from '@causeway/contract/admin';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Issued } from '../access/access-desk.ts';
import type { Provisioning } from '../provisioning.ts';
import type { CredentialRecord } from '../provisioning-store.ts';
import { answers, ByName, noContent } from './answers.ts';
import type { Api } from './api.ts';
import { endedSessionCookie, secretOf, sessionCookie } from './identity.ts';

/** Setting up and signing in: the two things one can do without being anyone. */
export function addPublicAccessRoutes(routes: Api, { access, audit }: Provisioning): void {
  routes.post(
    '/setup',
    {
      schema: {
        summary: 'Make the first admin',
        security: [],
        body: SetUp,
        response: answers(201, SessionView),
      },
    },
    async ({ body, ip }, reply) => {
      const deed = { actor: body.name, action: 'admin.set-up', subject: body.name, detail: { from: ip } };
      return startSession(reply, await audit.record(deed, () => access.setUp(body, ip)));
    },
  );
  routes.post(
    '/sessions',
    { schema: { summary: 'Sign in', security: [], body: SignIn, response: answers(201, SessionView) } },
    async ({ body, ip }, reply) => {
      const deed = { actor: body.name, action: 'session.start', subject: body.name, detail: { from: ip } };
      return startSession(reply, await audit.record(deed, () => access.signIn(body, ip)));
    },
  );
}

/** The session, API tokens and the audit trail of the signed-in admin. */
export function addAccessRoutes(routes: Api, { access, audit, store }: Provisioning): void {
  routes.delete(
    '/sessions/current',
    { schema: { summary: 'Sign out', response: noContent } },
    async (request, reply) => {
      await access.signOut(secretOf(request) ?? '');
      return reply.code(204).header('set-cookie', endedSessionCookie()).send(null);
    },
  );
  routes.get(
    '/api-tokens',
    { schema: { summary: 'My API tokens', response: answers(200, Type.Array(ApiTokenView)) } },
    async ({ admin }) => (await access.listApiTokens(admin)).map(viewToken),
  );
  routes.post(
    '/api-tokens',
    { schema: { summary: 'Make an API token', body: CreateApiToken, response: answers(201, NewApiToken) } },
    async ({ admin, body }, reply) => {
      const deed = { actor: admin.name, action: 'api-token.create', subject: body.name };
      const { secret, credential } = await audit.record(deed, () =>
        access.issueApiToken(admin, body.name, body.validDays),
      );
      return reply.code(201).send({ ...viewToken(credential), secret });
    },
  );
  routes.delete(
    '/api-tokens/:name',
    { schema: { summary: 'Delete an API token', params: ByName, response: noContent } },
    async ({ admin, params }, reply) => {
      const deed = { actor: admin.name, action: 'api-token.delete', subject: params.name };
      await audit.record(deed, () => access.removeApiToken(admin, params.name));
      return reply.code(204).send(null);
    },
  );
  routes.get(
    '/audit',
    {
      schema: {
        summary: 'Who did what, newest first',
        querystring: Type.Object({
          limit: Type.Integer({ minimum: 1, maximum: 1000, default: 100 }),
          before: Type.Optional(Type.Integer({ minimum: 1 })),
        }),
        response: answers(200, Type.Array(AuditView)),
      },
    },
    async ({ query: { limit, before } }) =>
      store.audit.list({ limit, ...(before !== undefined && { before }) }),
  );
}

function startSession(reply: FastifyReply, { secret, credential, admin }: Issued): FastifyReply {
  const { expiresAt } = credential;
  return reply
    .code(201)
    .header('set-cookie', sessionCookie(secret, expiresAt))
    .send({ admin: admin.name, secret, expiresAt } satisfies SessionView);
}

function viewToken({ name, createdAt, expiresAt }: CredentialRecord) {
  return { name, createdAt, expiresAt };
}
