import {
  ConfigureAnswer,
  ConfigureTenant,
  CreateTenant,
  DatabaseView,
  ReplaceCertificate,
  SigningKeysView,
  TenantView,
} from '@causeway/contract/admin';
import { Type } from 'typebox';
import type { Provisioning } from '../provisioning.ts';
import { answers, ByName, noContent } from './answers.ts';
import type { Api } from './api.ts';
import { withoutPassword } from './without-password.ts';

/** Tenants: made, configured and deleted, by provisioning alone. */
export function addTenantRoutes(routes: Api, { tenants, audit }: Provisioning): void {
  routes.get(
    '/tenants',
    { schema: { summary: 'All tenants', response: answers(200, Type.Array(TenantView)) } },
    async () => tenants.list(),
  );
  routes.post(
    '/tenants',
    {
      schema: {
        summary: 'Create a tenant, which listens at once, or say what would be found',
        body: CreateTenant,
        response: { ...answers(201, TenantView), 202: ConfigureAnswer },
      },
    },
    async ({ admin, body }, reply) => {
      if (body.dryRun) return reply.code(202).send(await tenants.tryCreate(body));
      const deed = { actor: admin.name, action: 'tenant.create', subject: body.name, detail: body };
      return reply.code(201).send(await audit.record(deed, () => tenants.create(body)));
    },
  );
  routes.post(
    '/tenants/:name/site',
    {
      schema: {
        summary: 'The Website tab: start a change, or say what it would do',
        params: ByName,
        body: ConfigureTenant,
        response: answers(202, ConfigureAnswer),
      },
    },
    async ({ admin, params, body }, reply) => {
      const act = () => tenants.configure(params.name, body, admin.name);
      const detail = withoutPassword(body);
      const deed = { actor: admin.name, action: 'tenant.configure', subject: params.name, detail };
      return reply.code(202).send(await (body.dryRun ? act() : audit.record(deed, act)));
    },
  );
  routes.post(
    '/certificates/:name/replace',
    {
      schema: {
        summary: 'Give every tenant that has this certificate another: one change with one plan',
        params: ByName,
        body: ReplaceCertificate,
        response: answers(202, ConfigureAnswer),
      },
    },
    async ({ admin, params, body }, reply) => {
      const act = () => tenants.replaceCertificate(params.name, body, admin.name);
      const deed = { actor: admin.name, action: 'certificate.replace', subject: params.name, detail: body };
      return reply.code(202).send(await (body.dryRun ? act() : audit.record(deed, act)));
    },
  );
  addInnerRoutes(routes, { tenants, audit });
}

/** What a tenant keeps for itself, and its end. */
function addInnerRoutes(routes: Api, { tenants, audit }: Pick<Provisioning, 'tenants' | 'audit'>): void {
  routes.get(
    '/tenants/:name/database',
    {
      schema: {
        summary: 'Where the database of a tenant is kept',
        params: ByName,
        response: answers(200, DatabaseView),
      },
    },
    async ({ params }) => tenants.database(params.name),
  );
  routes.get(
    '/tenants/:name/signing-key',
    {
      schema: {
        summary: 'The keys that sign config.ini, by id',
        params: ByName,
        response: answers(200, SigningKeysView),
      },
    },
    async ({ params }) => tenants.signingKeys(params.name),
  );
  routes.post(
    '/tenants/:name/signing-key/rotate',
    {
      config: { needs: 'admin' },
      schema: {
        summary: 'One step of a rotation: announce a coming key, or let the announced one take over',
        params: ByName,
        response: answers(200, SigningKeysView),
      },
    },
    async ({ admin, params }) => {
      const deed = { actor: admin.name, action: 'signing-key.rotate', subject: params.name };
      return audit.record(deed, () => tenants.rotateSigningKey(params.name));
    },
  );
  routes.delete(
    '/tenants/:name',
    {
      config: { needs: 'admin' },
      schema: {
        summary: 'Delete a tenant; refused while it has active clients',
        params: ByName,
        querystring: Type.Object({ confirm: Type.Optional(Type.String()) }),
        response: noContent,
      },
    },
    async ({ admin, params, query }, reply) => {
      const deed = { actor: admin.name, action: 'tenant.delete', subject: params.name };
      await audit.record(deed, () => tenants.remove(params.name, query.confirm));
      return reply.code(204).send(null);
    },
  );
}
