import { ChangeUser, CreateUser, UserView } from '@causeway/contract/admin';
import { type TProperties, Type } from 'typebox';
import type { AccessDesk } from '../access/access-desk.ts';
import { nameAt } from '../access/reach.ts';
import type { Provisioning } from '../provisioning.ts';
import { answers, ByName, noContent } from './answers.ts';
import type { Api } from './api.ts';

interface UserPlace {
  /** `/users` behind what names the tenant. */
  readonly path: '/users' | '/tenants/:name/users';
  /** Parameters of that path. */
  readonly params: TProperties;
  readonly whose: string;
  /** Of the users that a request is about. */
  accessOf(params: unknown): AccessDesk | Promise<AccessDesk>;
}

/** The users of provisioning. */
export function addUserRoutes(routes: Api, { access, audit }: Provisioning): void {
  addRoutesAt(routes, { audit }, { path: '/users', params: {}, whose: '', accessOf: () => access });
}

/** The users of one tenant's platform. */
export function addTenantUserRoutes(routes: Api, { accessDesks, audit }: Provisioning): void {
  addRoutesAt(
    routes,
    { audit },
    {
      ...{ path: '/tenants/:name/users', params: ByName.properties, whose: ' of a tenant’s platform' },
      // As the schema of the path demands it.
      accessOf: (params) => accessDesks.of((params as { readonly name: string }).name),
    },
  );
}

function addRoutesAt(routes: Api, { audit }: Pick<Provisioning, 'audit'>, place: UserPlace): void {
  const { path, whose, accessOf } = place;
  const config = { needs: 'admin' } as const;
  const All = Type.Object(place.params);
  const One = Type.Object({ ...place.params, user: Type.String({ maxLength: 300 }) });
  const deedOf = (access: AccessDesk, action: string, user: string) => ({
    ...{ action: `user.${action}`, subject: nameAt(access.reach, user) },
    tenantId: access.reach?.id ?? null,
  });
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
      const deed = { actor: admin.name, ...deedOf(access, 'create', name), detail: { role } };
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
      const deed = { actor: admin.name, ...deedOf(access, 'change', user), detail };
      return audit.record(deed, () => access.users.change(user, body));
    },
  );
  routes.delete(
    `${path}/:user`,
    { config, schema: { summary: `Delete a user${whose}`, params: One, response: noContent } },
    async ({ admin, params }, reply) => {
      const access = await accessOf(params);
      const { user } = params;
      const deed = { actor: admin.name, ...deedOf(access, 'delete', user) };
      await audit.record(deed, () => access.users.remove(user));
      return reply.code(204).send(null);
    },
  );
}
