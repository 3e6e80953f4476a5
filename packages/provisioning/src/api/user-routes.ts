import { ChangeUser, CreateUser, UserView } from '@causeway/contract/admin';
import { Type } from 'typebox';
import type { Provisioning } from '../provisioning.ts';
import { answers, noContent } from './answers.ts';
import type { Api } from './api.ts';
import { deedOn, type UserPlace } from './user-place.ts';

/** The users of one place. */
export function addUserRoutes(routes: Api, { audit }: Provisioning, place: UserPlace): void {
  const { prefix, whose, accessOf } = place;
  const path = `${prefix}/users`;
  const config = { needs: 'admin' } as const;
  const All = Type.Object(place.params);
  const One = Type.Object({ ...place.params, user: Type.String({ maxLength: 300 }) });
  routes.get(
    path,
    { schema: { summary: `Users${whose}`, params: All, response: answers(200, Type.Array(UserView)) } },
    async ({ params }) => (await accessOf(params)).users.list(),
  );
  routes.post(
    path,
    {
      config,
      schema: {
        ...{ summary: `Make a user${whose}`, params: All },
        ...{ body: CreateUser, response: answers(201, UserView) },
      },
    },
    async ({ admin, params, body }, reply) => {
      const access = await accessOf(params);
      const { name, role } = body;
      const deed = { actor: admin.name, ...deedOn(access, 'user.create', name), detail: { role } };
      return reply.code(201).send(await audit.record(deed, () => access.users.create(body)));
    },
  );
  routes.patch(
    `${path}/:user`,
    {
      config,
      schema: {
        summary: `Give a user${whose} another role or password, or take the second factor away`,
        ...{ params: One, body: ChangeUser, response: answers(200, UserView) },
      },
    },
    async ({ admin, params, body: { password, ...rest }, body }) => {
      const access = await accessOf(params);
      const { user } = params;
      const detail = { ...rest, ...(password !== undefined && { password: 'another' }) };
      const deed = { actor: admin.name, ...deedOn(access, 'user.change', user), detail };
      return audit.record(deed, () => access.users.change(user, body));
    },
  );
  routes.delete(
    `${path}/:user`,
    { config, schema: { summary: `Delete a user${whose}`, params: One, response: noContent } },
    async ({ admin, params }, reply) => {
      const access = await accessOf(params);
      const { user } = params;
      const deed = { actor: admin.name, ...deedOn(access, 'user.delete', user) };
      await audit.record(deed, () => access.users.remove(user));
      return reply.code(204).send(null);
    },
  );
}
