import {
  AddEmailChannel,
  AddWebhookChannel,
  ConfigureNoticeChannel,
  ExpiryView,
  NewWebhookChannel,
  NoticeChannelView,
  NoticeTestView,
  NoticeView,
} from '@causeway/contract/admin';
import { Type } from 'typebox';
import type { Provisioning } from '../provisioning.ts';
import { answers, ByName, noContent } from './answers.ts';
import type { Api } from './api.ts';

/** What ends when, what was told of it, and where it is told. */
export function addWatchRoutes(routes: Api, { expiry, notices, audit }: Provisioning): void {
  routes.get(
    '/expiry',
    {
      schema: {
        summary: 'Certificates and trust anchors, the nearest end first',
        response: answers(200, Type.Array(ExpiryView)),
      },
    },
    async () => expiry.list(),
  );
  routes.get(
    '/notices',
    {
      schema: {
        summary: 'What admins were told, newest first',
        querystring: Type.Object({
          limit: Type.Integer({ minimum: 1, maximum: 1000, default: 100 }),
          before: Type.Optional(Type.Integer({ minimum: 1 })),
        }),
        response: answers(200, Type.Array(NoticeView)),
      },
    },
    async ({ query: { limit, before } }) => notices.list({ limit, ...(before !== undefined && { before }) }),
  );
  addChannelRoutes(routes, { notices, audit });
}

/** Secrets and passwords go in; only a secret that was made here comes out, once. */
function addChannelRoutes(routes: Api, { notices, audit }: Pick<Provisioning, 'notices' | 'audit'>): void {
  const config = { needs: 'admin' } as const;
  routes.get(
    '/notice-channels',
    { schema: { summary: 'Where notices go', response: answers(200, Type.Array(NoticeChannelView)) } },
    async () => notices.listChannels(),
  );
  routes.post(
    '/notice-channels/webhook',
    {
      config,
      schema: {
        summary: 'Send notices to a webhook',
        body: AddWebhookChannel,
        response: answers(201, NewWebhookChannel),
      },
    },
    async ({ admin, body }, reply) => {
      const deed = { actor: admin.name, action: 'notice-channel.add', subject: body.name };
      const { view, secret } = await audit.record(deed, () => notices.addWebhook(body));
      return reply.code(201).send({ ...view, secret });
    },
  );
  routes.post(
    '/notice-channels/email',
    {
      config,
      schema: {
        summary: 'Send notices by e-mail',
        body: AddEmailChannel,
        response: answers(201, NoticeChannelView),
      },
    },
    async ({ admin, body }, reply) => {
      const { host, port, security, from, to } = body;
      const detail = { host, port, security, from, to };
      const deed = { actor: admin.name, action: 'notice-channel.add', subject: body.name, detail };
      return reply.code(201).send(await audit.record(deed, () => notices.addEmail(body)));
    },
  );
  routes.patch(
    '/notice-channels/:name',
    {
      config,
      schema: {
        summary: 'Change a notice channel; what is left out stays, secrets too',
        params: ByName,
        body: ConfigureNoticeChannel,
        response: answers(200, NoticeChannelView),
      },
    },
    async ({ admin, params: { name }, body }) => {
      const deed = { actor: admin.name, action: 'notice-channel.configure', subject: name };
      const detail = withoutSecrets(body);
      return audit.record({ ...deed, detail }, () => notices.configureChannel(name, body));
    },
  );
  routes.post(
    '/notice-channels/:name/test',
    {
      config,
      schema: {
        summary: 'Send a test; when it arrives, what was given up is sent again',
        params: ByName,
        response: answers(200, NoticeTestView),
      },
    },
    async ({ admin, params }) => {
      const deed = { actor: admin.name, action: 'notice-channel.test', subject: params.name };
      return { revived: await audit.record(deed, () => notices.testChannel(params.name)) };
    },
  );
  routes.delete(
    '/notice-channels/:name',
    { config, schema: { summary: 'Delete a notice channel', params: ByName, response: noContent } },
    async ({ admin, params }, reply) => {
      const deed = { actor: admin.name, action: 'notice-channel.delete', subject: params.name };
      await audit.record(deed, () => notices.removeChannel(params.name));
      return reply.code(204).send(null);
    },
  );
}

/** What may stand in the audit trail; of the rest, that it is another. */
function withoutSecrets({ url, secret, user, password, anchor, ...open }: ConfigureNoticeChannel) {
  const hidden = Object.entries({ url, secret, user, password, anchor });
  const changed = hidden.filter(([, value]) => value !== undefined);
  return { ...open, ...Object.fromEntries(changed.map(([field, value]) => [field, value && 'another'])) };
}
