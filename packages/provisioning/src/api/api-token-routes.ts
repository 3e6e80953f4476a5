import { ApiTokenView, CreateApiToken, NewApiToken, UserApiTokenView } from '@causeway/contract/admin';
import { Type } from 'typebox';
import { viewApiToken } from '../access/credentials-desk.ts';
import type { Provisioning } from '../provisioning.ts';
import { answers, noContent } from './answers.ts';
import type { Api } from './api.ts';
import { deedOn, type UserPlace } from './user-place.ts';

const token = Type.String({ maxLength: 300 });
const Mine = Type.Object({ token });

/** The API tokens of who is signed in, whatever their role. */
export function addOwnApiTokenRoutes(routes: Api, { audit }: Provisioning): void {
  const config = { needs: 'viewer' } as const;
  const path = '/me/api-tokens';
  routes.get(
    path,
    { schema: { summary: 'My API tokens', response: answers(200, Type.Array(ApiTokenView)) } },
    async ({ entrance, signedIn }) =>
      (await entrance.access.credentials.listApiTokens(signedIn.admin)).map(viewApiToken),
  );
  routes.post(
    path,
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
      const deed = deedOn(access, 'api-token.create', signedIn.admin.name, name);
      const { secret, credential } = await audit.record(
        { ...deed, actor: admin.name, detail: { role } },
        () => access.credentials.issueApiToken(signedIn, body),
      );
      return reply.code(201).send({ ...viewApiToken(credential), secret });
    },
  );
  routes.delete(
    `${path}/:token`,
    { config, schema: { summary: 'Revoke one of my API tokens', params: Mine, response: noContent } },
    async ({ admin, params, entrance: { access }, signedIn }, reply) => {
      const deed = deedOn(access, 'api-token.revoke', signedIn.admin.name, params.token);
      await audit.record({ ...deed, actor: admin.name }, () =>
        access.credentials.removeApiToken(signedIn, params.token),
      );
      return reply.code(204).send(null);
    },
  );
}

/** Those of all users of one place. */
export function addApiTokenRoutes(routes: Api, { audit }: Provisioning, place: UserPlace): void {
  const { prefix, whose, accessOf } = place;
  const path = `${prefix}/api-tokens`;
  const All = Type.Object(place.params);
  const One = Type.Object({ ...place.params, user: Type.String({ maxLength: 300 }), token });
  const response = answers(200, Type.Array(UserApiTokenView));
  routes.get(
    path,
    { schema: { summary: `API tokens of all users${whose}`, params: All, response } },
    async ({ params }) => (await accessOf(params)).credentials.listAllApiTokens(),
  );
  routes.delete(
    `${path}/:user/:token`,
    {
      config: { needs: 'admin' },
      schema: { summary: `Revoke an API token of a user${whose}`, params: One, response: noContent },
    },
    async ({ admin, params }, reply) => {
      const access = await accessOf(params);
      const deed = deedOn(access, 'api-token.revoke', params.user, params.token);
      await audit.record({ ...deed, actor: admin.name }, () =>
        access.credentials.removeApiTokenOf(params.user, params.token),
      );
      return reply.code(204).send(null);
    },
  );
}
