import {
  ApiTokenView,
  CreateApiToken,
  NewApiToken,
  SessionView,
  SetUp,
  SignIn,
} from '@causeway/contract/admin';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Issued } from '../access/credentials-desk.ts';
import { nameAt } from '../access/reach.ts';
import type { Provisioning } from '../provisioning.ts';
import type { CredentialRecord } from '../provisioning-store.ts';
import { answers, noContent } from './answers.ts';
import type { Api } from './api.ts';
import type { EntranceOf } from './guard.ts';
import { type Entrance, endedSessionCookie, secretOf, sessionCookie } from './identity.ts';

const OneToken = Type.Object({ token: Type.String({ maxLength: 300 }) });

/** The first admin of the installation. */
export function addSetUpRoute(routes: Api, { audit }: Provisioning, entranceOf: EntranceOf): void {
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
    async (request, reply) => {
      const { body } = request;
      const entrance = await entranceOf(request);
      const { access, from } = entrance;
      const deed = { actor: body.name, action: 'admin.set-up', subject: body.name, detail: { from } };
      const issued = await audit.record(deed, () => access.setUp(body, from));
      return startSession(reply, entrance, issued);
    },
  );
}

/** For who is nobody yet. */
export function addSignInRoute(routes: Api, { audit }: Provisioning, entranceOf: EntranceOf): void {
  routes.post(
    '/sessions',
    { schema: { summary: 'Sign in', security: [], body: SignIn, response: answers(201, SessionView) } },
    async (request, reply) => {
      const { body } = request;
      const entrance = await entranceOf(request);
      const { access, from } = entrance;
      const actor = nameAt(access.reach, body.name);
      const deed = { ...{ actor, action: 'session.start', subject: actor }, detail: { from } };
      const tenantId = access.reach?.id ?? null;
      const issued = await audit.record({ ...deed, tenantId }, () => access.signIn(body, from));
      return startSession(reply, entrance, issued);
    },
  );
}

/** The session and the API tokens of who is signed in, whatever their role. */
export function addAccessRoutes(routes: Api, { audit }: Provisioning): void {
  const config = { needs: 'viewer' } as const;
  routes.delete(
    '/sessions/current',
    { config, schema: { summary: 'Sign out', response: noContent } },
    async (request, reply) => {
      const { access } = request.entrance;
      await access.credentials.endSession(secretOf(request, request.entrance) ?? '');
      return reply.code(204).header('set-cookie', endedSessionCookie(request.entrance)).send(null);
    },
  );
  routes.get(
    '/api-tokens',
    { schema: { summary: 'My API tokens', response: answers(200, Type.Array(ApiTokenView)) } },
    async ({ entrance, signedIn }) =>
      (await entrance.access.credentials.listApiTokens(signedIn.admin)).map(viewToken),
  );
  routes.post(
    '/api-tokens',
    {
      config,
      schema: {
        summary: 'Make an API token, with my role at most',
        body: CreateApiToken,
        response: answers(201, NewApiToken),
      },
    },
    async ({ admin, body, entrance: { access }, signedIn }, reply) => {
      const { name, role } = body;
      const deed = { actor: admin.name, action: 'api-token.create', subject: name, detail: { role } };
      const { secret, credential } = await audit.record({ ...deed, tenantId: access.reach?.id ?? null }, () =>
        access.credentials.issueApiToken(signedIn, body),
      );
      return reply.code(201).send({ ...viewToken(credential), secret });
    },
  );
  routes.delete(
    '/api-tokens/:token',
    { config, schema: { summary: 'Delete an API token', params: OneToken, response: noContent } },
    async ({ admin, params: { token }, entrance: { access }, signedIn }, reply) => {
      const deed = { actor: admin.name, action: 'api-token.delete', subject: token };
      await audit.record({ ...deed, tenantId: access.reach?.id ?? null }, () =>
        access.credentials.removeApiToken(signedIn, token),
      );
      return reply.code(204).send(null);
    },
  );
}

function startSession(
  reply: FastifyReply,
  entrance: Entrance,
  { secret, credential, admin }: Issued,
): FastifyReply {
  const { expiresAt } = credential;
  return reply
    .code(201)
    .header('set-cookie', sessionCookie(entrance, secret, expiresAt))
    .send({ admin: admin.name, secret, expiresAt } satisfies SessionView);
}

function viewToken({ name, role, createdAt, expiresAt }: CredentialRecord): ApiTokenView {
  return { name, role, createdAt, expiresAt };
}
