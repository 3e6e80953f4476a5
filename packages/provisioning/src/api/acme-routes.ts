import {
  AcmeAccountView,
  AcmeOrderView,
  ConfigureAcmeAccount,
  CreateAcmeAccount,
  ObtainCertificate,
} from '@causeway/contract/admin';
import { Type } from 'typebox';
import type { Provisioning } from '../provisioning.ts';
import { answers, ByName, noContent } from './answers.ts';
import type { Api } from './api.ts';

const ById = Type.Object({ id: Type.String({ maxLength: 100 }) });

/** Accounts with CAs that speak ACME, and the orders for certificates. */
export function addAcmeRoutes(routes: Api, provisioning: Provisioning): void {
  addAccountRoutes(routes, provisioning);
  addOrderRoutes(routes, provisioning);
  addStateRoutes(routes, provisioning);
}

function addAccountRoutes(routes: Api, { acme: { accounts }, audit }: Provisioning): void {
  routes.get(
    '/acme/accounts',
    { schema: { summary: 'ACME accounts', response: answers(200, Type.Array(AcmeAccountView)) } },
    async () => accounts.list(),
  );
  routes.get(
    '/acme/accounts/:name',
    { schema: { summary: 'One ACME account', params: ByName, response: answers(200, AcmeAccountView) } },
    async ({ params }) => accounts.view(params.name),
  );
  routes.post(
    '/acme/accounts',
    {
      config: { needs: 'admin' },
      schema: {
        summary: 'Register an account with a CA; repeated after a crash it goes on where it was',
        body: CreateAcmeAccount,
        response: answers(201, AcmeAccountView),
      },
    },
    async ({ admin, body }, reply) => {
      const { directoryUrl, email, agreesToTerms } = body;
      const detail = { directoryUrl, email, agreesToTerms };
      const deed = { actor: admin.name, action: 'acme-account.create', subject: body.name, detail };
      return reply.code(201).send(await audit.record(deed, () => accounts.create(body)));
    },
  );
  routes.post(
    '/acme/accounts/:name',
    {
      config: { needs: 'admin' },
      schema: {
        summary: 'Change what an account’s CA is trusted by',
        params: ByName,
        body: ConfigureAcmeAccount,
        response: answers(200, AcmeAccountView),
      },
    },
    async ({ admin, params, body }) => {
      const deed = {
        actor: admin.name,
        action: 'acme-account.configure',
        subject: params.name,
        detail: body,
      };
      return audit.record(deed, () => accounts.configure(params.name, body));
    },
  );
  routes.delete(
    '/acme/accounts/:name',
    {
      config: { needs: 'admin' },
      schema: { summary: 'End an account at its CA and here', params: ByName, response: noContent },
    },
    async ({ admin, params }, reply) => {
      const deed = { actor: admin.name, action: 'acme-account.delete', subject: params.name };
      await audit.record(deed, () => accounts.remove(params.name));
      return reply.code(204).send(null);
    },
  );
}

function addOrderRoutes(routes: Api, { acme: { orders }, certificates, audit }: Provisioning): void {
  routes.post(
    '/acme/orders',
    {
      schema: {
        summary: 'Begin to obtain a certificate; the order tells how it goes',
        body: ObtainCertificate,
        response: answers(202, AcmeOrderView),
      },
    },
    async ({ admin, body }, reply) => {
      const deed = { actor: admin.name, action: 'certificate.obtain', subject: body.name, detail: body };
      return reply.code(202).send(await audit.record(deed, () => orders.obtain(body, admin.name)));
    },
  );
  routes.post(
    '/certificates/:name/renew',
    {
      schema: {
        summary: 'Begin to obtain the successor of a certificate that came by ACME',
        params: ByName,
        response: answers(202, AcmeOrderView),
      },
    },
    async ({ admin, params }, reply) => {
      const deed = { actor: admin.name, action: 'certificate.renew', subject: params.name };
      const renew = async () => orders.renew(await certificates.get(params.name), admin.name);
      return reply.code(202).send(await audit.record(deed, renew));
    },
  );
}

function addStateRoutes(routes: Api, { acme: { orders }, audit }: Provisioning): void {
  routes.get(
    '/acme/orders',
    { schema: { summary: 'Orders, newest first', response: answers(200, Type.Array(AcmeOrderView)) } },
    async () => orders.list(),
  );
  routes.get(
    '/acme/orders/:id',
    { schema: { summary: 'One order', params: ById, response: answers(200, AcmeOrderView) } },
    async ({ params }) => orders.view(params.id),
  );
  for (const verb of ['retry', 'cancel'] as const) {
    const summary = verb === 'retry' ? 'Try an order again now' : 'Give an order up';
    routes.post(
      `/acme/orders/:id/${verb}`,
      { schema: { summary, params: ById, response: answers(200, AcmeOrderView) } },
      async ({ admin, params }) => {
        const deed = { actor: admin.name, action: `acme-order.${verb}`, subject: params.id };
        return audit.record(deed, () => orders[verb](params.id));
      },
    );
  }
}
