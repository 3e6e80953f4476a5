import {
  BegunTotpView,
  ChangePassword,
  ConfirmTotp,
  MeView,
  OwnSessionView,
  RecoveryCodesView,
  RemoveTotp,
} from '@causeway/contract/admin';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Provisioning } from '../provisioning.ts';
import type { CredentialRecord } from '../provisioning-store.ts';
import { answers, noContent } from './answers.ts';
import type { Api } from './api.ts';
import { addOwnApiTokenRoutes } from './api-token-routes.ts';

const OneSession = Type.Object({ id: Type.String({ maxLength: 100 }) });
/** What is about oneself is for everybody. */
const config = { needs: 'viewer' } as const;

/** Who one is, and how one signs in. */
export function addOwnRoutes(routes: Api, provisioning: Provisioning): void {
  routes.get('/me', { schema: { summary: 'Who I am', response: answers(200, MeView) } }, async (request) =>
    viewMe(request),
  );
  addPasswordRoute(routes, provisioning);
  addTotpRoutes(routes, provisioning);
  addSessionRoutes(routes, provisioning);
  addOwnApiTokenRoutes(routes, provisioning);
}

function addPasswordRoute(routes: Api, { audit }: Provisioning): void {
  routes.post(
    '/me/password',
    {
      config,
      schema: {
        summary: 'Change my password; my other sessions end',
        body: ChangePassword,
        response: noContent,
      },
    },
    async (request, reply) => {
      const { entrance, signedIn, body } = request;
      const change = () => entrance.access.own.changePassword(signedIn, body);
      await audit.record(deedOf(request, 'password.change'), change);
      return reply.code(204).send(null);
    },
  );
}

function addTotpRoutes(routes: Api, { audit }: Provisioning): void {
  routes.post(
    '/me/totp',
    {
      config,
      schema: { summary: 'Begin with a second factor', response: answers(201, BegunTotpView) },
    },
    async (request, reply) => {
      const { entrance, signedIn } = request;
      const begin = () => entrance.access.own.beginTotp(signedIn);
      return reply.code(201).send(await audit.record(deedOf(request, 'totp.begin'), begin));
    },
  );
  routes.post(
    '/me/totp/confirm',
    {
      config,
      schema: {
        summary: 'Confirm the second factor by a code: from now on it is asked for',
        body: ConfirmTotp,
        response: answers(200, RecoveryCodesView),
      },
    },
    async (request) => {
      const { entrance, signedIn, body } = request;
      const confirm = () => entrance.access.own.confirmTotp(signedIn, body.code);
      return { recoveryCodes: await audit.record(deedOf(request, 'totp.confirm'), confirm) };
    },
  );
  routes.delete(
    '/me/totp',
    {
      config,
      schema: {
        summary: 'Take my second factor away, by a code or my password',
        body: RemoveTotp,
        response: noContent,
      },
    },
    async (request, reply) => {
      const { entrance, signedIn, body } = request;
      const remove = () => entrance.access.own.removeTotp(signedIn, body);
      await audit.record(deedOf(request, 'totp.remove'), remove);
      return reply.code(204).send(null);
    },
  );
}

function addSessionRoutes(routes: Api, { audit }: Provisioning): void {
  routes.get(
    '/sessions',
    { schema: { summary: 'My sessions', response: answers(200, Type.Array(OwnSessionView)) } },
    async ({ entrance, signedIn: { admin, credential } }) => {
      const sessions = await entrance.access.credentials.listSessions(admin);
      return sessions.map((session) => viewSession(session, credential));
    },
  );
  routes.delete(
    '/sessions',
    { config, schema: { summary: 'End all of my sessions but this one', response: noContent } },
    async (request, reply) => {
      const { entrance, signedIn } = request;
      const end = () => entrance.access.credentials.removeOtherSessions(signedIn);
      await audit.record(deedOf(request, 'session.end-others'), end);
      return reply.code(204).send(null);
    },
  );
  routes.delete(
    '/sessions/:id',
    { config, schema: { summary: 'End one of my sessions', params: OneSession, response: noContent } },
    async (request, reply) => {
      const { entrance, signedIn, params } = request;
      const end = () => entrance.access.credentials.removeSession(signedIn, params.id);
      await audit.record(deedOf(request, 'session.end'), end);
      return reply.code(204).send(null);
    },
  );
}

function viewSession(session: CredentialRecord, current: CredentialRecord): OwnSessionView {
  const { secretSha256: id, createdAt, expiresAt, lastUsedAt, lastUsedFrom, userAgent } = session;
  const isCurrent = id === current.secretSha256;
  return { id, createdAt, expiresAt, lastUsedAt, lastUsedFrom, userAgent, isCurrent };
}

/** What one does to oneself. */
function deedOf({ admin, entrance }: Pick<FastifyRequest, 'admin' | 'entrance'>, action: string) {
  const tenantId = entrance.access.reach?.id ?? null;
  return { actor: admin.name, action, subject: admin.name, tenantId };
}

function viewMe({ entrance, signedIn }: Pick<FastifyRequest, 'entrance' | 'signedIn'>): MeView {
  const { admin, role } = signedIn;
  return {
    name: admin.name,
    role,
    tenant: entrance.access.reach?.name ?? null,
    hasTotp: admin.totp !== null && admin.totp.confirmedAt !== null,
    viaOpenId: admin.identity !== null,
  };
}
