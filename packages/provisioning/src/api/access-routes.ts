import { SessionView, SetUp, SignIn } from '@causeway/contract/admin';
import type { FastifyReply } from 'fastify';
import type { Issued } from '../access/credentials-desk.ts';
import { nameAt } from '../access/reach.ts';
import type { Provisioning } from '../provisioning.ts';
import { answers, noContent } from './answers.ts';
import type { Api } from './api.ts';
import type { EntranceOf } from './guard.ts';
import { type Entrance, endedSessionCookie, secretOf, sessionCookie } from './identity.ts';

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
      const { access, from, scheme } = entrance;
      const actor = nameAt(access.reach, body.name);
      const deed = { ...{ actor, action: 'session.start', subject: actor }, detail: { from } };
      const tenantId = access.reach?.id ?? null;
      const issued = await audit.record({ ...deed, tenantId }, () => access.signIn(body, from, scheme));
      return startSession(reply, entrance, issued);
    },
  );
}

/** For who is signed in, whatever their role. */
export function addSignOutRoute(routes: Api): void {
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
