import { type Static, Type } from 'typebox';
import { ErrorBody, Milliseconds, Nullable, Pem, PortNumber } from './primitives.ts';

const ErrorDocument = ErrorBody.properties.error;
const ChannelName = Type.String({ minLength: 1, maxLength: 100 });
const SeverityView = Type.Enum(['notice', 'warning', 'error']);

/** One certificate or trust anchor, and how long it still holds. */
export const ExpiryView = Type.Object({
  kind: Type.Enum(['certificate', 'anchor']),
  name: Type.String({ description: 'name of the certificate, or subject of the anchor' }),
  sha256: Type.String(),
  notAfter: Milliseconds,
  daysLeft: Type.Number(),
  severity: Type.Enum(['ok', 'notice', 'warning', 'error']),
  nextStepAt: Nullable(Type.Number({ description: 'when somebody is told next; null when nobody will be' })),
  users: Type.Array(
    Type.Object({
      kind: Type.Enum(['tenant', 'endpoint-server', 'console']),
      name: Type.String(),
      addresses: Type.Array(Type.String({ description: 'addresses that serve it at this moment' })),
    }),
  ),
});
export type ExpiryView = Static<typeof ExpiryView>;

const Security = Type.Enum(['tls', 'starttls', 'none']);
const ofWebhook = { url: Type.String({ maxLength: 2000 }), secret: Type.String({ maxLength: 200 }) };
const ofEmail = {
  host: Type.String({ maxLength: 300 }),
  port: PortNumber,
  security: Security,
  from: Type.String({ maxLength: 400 }),
  to: Type.Array(Type.String({ maxLength: 400 }), { minItems: 1, maxItems: 50 }),
};
const MailUser = Type.String({ minLength: 1, maxLength: 400 });
const MailPassword = Type.String({ minLength: 1, maxLength: 1024 });

export const AddWebhookChannel = Type.Object(
  {
    name: ChannelName,
    url: ofWebhook.url,
    secret: Type.Optional(
      Type.String({ maxLength: 200, description: 'whsec_ and base64; made when it is left out' }),
    ),
    anchor: Type.Optional(Pem),
  },
  { additionalProperties: false },
);
export type AddWebhookChannel = Static<typeof AddWebhookChannel>;

export const AddEmailChannel = Type.Object(
  {
    name: ChannelName,
    ...ofEmail,
    user: Type.Optional(MailUser),
    password: Type.Optional(MailPassword),
    anchor: Type.Optional(Pem),
  },
  { additionalProperties: false },
);
export type AddEmailChannel = Static<typeof AddEmailChannel>;

export const ConfigureNoticeChannel = Type.Object(
  {
    ...Type.Partial(Type.Object({ ...ofWebhook, ...ofEmail })).properties,
    user: Type.Optional(Nullable(MailUser)),
    password: Type.Optional(MailPassword),
    anchor: Type.Optional(Nullable(Pem)),
  },
  {
    additionalProperties: false,
    description:
      'what is left out stays as it is; url and secret are of webhooks, anchor is of both kinds, the rest of e-mail. ' +
      'user null: without a sign-in; anchor null: the public CAs',
  },
);
export type ConfigureNoticeChannel = Static<typeof ConfigureNoticeChannel>;

export const NoticeChannelView = Type.Object({
  name: Type.String(),
  kind: Type.Enum(['webhook', 'email']),
  target: Type.String({ description: 'URL of the webhook, or the mail server with its recipients' }),
  email: Nullable(
    Type.Object(
      { ...ofEmail, user: Nullable(Type.String()) },
      { description: 'what an e-mail channel is set to; null for a webhook' },
    ),
  ),
  anchor: Nullable(Type.String({ description: 'PEM; null for the public CAs' })),
  createdAt: Milliseconds,
  waiting: Type.Integer({ description: 'notices that are still to be sent' }),
  sent: Type.Integer(),
  failed: Type.Integer({ description: 'notices that were given up' }),
  lastError: Nullable(ErrorDocument),
});
export type NoticeChannelView = Static<typeof NoticeChannelView>;

export const NewWebhookChannel = Type.Object({
  ...NoticeChannelView.properties,
  secret: Nullable(Type.String({ description: 'shown this once; null when it was given' })),
});
export type NewWebhookChannel = Static<typeof NewWebhookChannel>;

export const NoticeTestView = Type.Object({
  revived: Type.Integer({ description: 'notices that are now sent again' }),
});
export type NoticeTestView = Static<typeof NoticeTestView>;

export const NoticeView = Type.Object({
  id: Type.String(),
  sequence: Type.Integer(),
  kind: Type.String(),
  subject: Type.String(),
  severity: SeverityView,
  text: Type.String(),
  details: Type.Unknown(),
  raisedAt: Milliseconds,
  deliveries: Type.Array(
    Type.Object({
      channel: Type.String(),
      state: Type.Enum(['waiting', 'sent', 'failed']),
      attempts: Type.Integer(),
      nextTryAt: Nullable(Milliseconds),
      sentAt: Nullable(Milliseconds),
      error: Nullable(ErrorDocument),
    }),
  ),
});
export type NoticeView = Static<typeof NoticeView>;
