import { type Static, Type } from 'typebox';
import { Milliseconds, Nullable } from './primitives.ts';

/** Each may do what those before it may, and more. */
export const roles = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof roles)[number];

const RoleSchema = Type.Enum([...roles]);
const Password = Type.String({ maxLength: 1024 });
const AdminName = Type.String({ minLength: 1, maxLength: 100 });
/** Of a second factor: six digits, or a recovery code. */
const Code = Type.String({ minLength: 1, maxLength: 100 });

export const SetUp = Type.Object(
  { token: Type.String({ maxLength: 200 }), name: AdminName, password: Password },
  { additionalProperties: false },
);
export type SetUp = Static<typeof SetUp>;

export const SignIn = Type.Object(
  { name: AdminName, password: Password, code: Type.Optional(Code) },
  { additionalProperties: false },
);
export type SignIn = Static<typeof SignIn>;

export const SessionView = Type.Object({
  admin: Type.String(),
  /** Also set as a cookie; commands send it as a bearer token. */
  secret: Type.String(),
  expiresAt: Milliseconds,
});
export type SessionView = Static<typeof SessionView>;

const LastUsedAt = Type.Integer({ description: 'milliseconds since 1970, to the minute' });

/** One of the sessions of who asks. */
export const OwnSessionView = Type.Object({
  id: Type.String(),
  createdAt: Milliseconds,
  expiresAt: Milliseconds,
  lastUsedAt: Nullable(LastUsedAt),
  lastUsedFrom: Nullable(Type.String({ description: 'the address of who used it then' })),
  userAgent: Nullable(Type.String({ description: 'what the program that used it then calls itself' })),
  isCurrent: Type.Boolean({ description: 'whether this very request was sent in it' }),
});
export type OwnSessionView = Static<typeof OwnSessionView>;

/** Who asks. */
export const MeView = Type.Object({
  name: Type.String(),
  role: Type.Enum([...roles], {
    description: 'what counts: of an API token, the lower of its own and its admin’s',
  }),
  tenant: Nullable(Type.String({ description: 'whose platform this is; null: provisioning' })),
  hasTotp: Type.Boolean(),
  viaOpenId: Type.Boolean(),
});
export type MeView = Static<typeof MeView>;

export const ChangePassword = Type.Object(
  {
    ...{ password: Password, newPassword: Password },
    revokeApiTokens: Type.Optional(Type.Boolean({ description: 'my API tokens end, too' })),
  },
  { additionalProperties: false },
);
export type ChangePassword = Static<typeof ChangePassword>;

export const BegunTotpView = Type.Object({
  secret: Type.String({ description: 'base32, shown this once' }),
  uri: Type.String({ description: 'otpauth://, for a QR code' }),
});
export type BegunTotpView = Static<typeof BegunTotpView>;

export const ConfirmTotp = Type.Object({ code: Code }, { additionalProperties: false });

export const RecoveryCodesView = Type.Object({
  recoveryCodes: Type.Array(Type.String(), {
    description: 'each stands in for a code once; shown this once',
  }),
});
export type RecoveryCodesView = Static<typeof RecoveryCodesView>;

export const RemoveTotp = Type.Object(
  { code: Type.Optional(Code), password: Type.Optional(Password) },
  { additionalProperties: false, description: 'one of the two' },
);
export type RemoveTotp = Static<typeof RemoveTotp>;

export const CreateApiToken = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    validDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
    role: Type.Optional(RoleSchema),
  },
  { additionalProperties: false },
);
export type CreateApiToken = Static<typeof CreateApiToken>;

export const ApiTokenView = Type.Object({
  name: Type.String(),
  role: RoleSchema,
  createdAt: Milliseconds,
  expiresAt: Milliseconds,
  lastUsedAt: Nullable(LastUsedAt),
});
export type ApiTokenView = Static<typeof ApiTokenView>;
/** One of all users of a place. */
export const UserApiTokenView = Type.Object({
  ...ApiTokenView.properties,
  user: Type.String(),
  role: Type.Enum([...roles], { description: 'what counts: the lower of its own and its user’s' }),
});
export type UserApiTokenView = Static<typeof UserApiTokenView>;
export const NewApiToken = Type.Object({
  ...ApiTokenView.properties,
  secret: Type.String({ description: 'shown this once' }),
});
export type NewApiToken = Static<typeof NewApiToken>;

export const UserView = Type.Object({
  name: Type.String(),
  role: RoleSchema,
  hasTotp: Type.Boolean(),
  viaOpenId: Type.Boolean(),
  createdAt: Milliseconds,
});
export type UserView = Static<typeof UserView>;

/** A slash parts tenants from what is theirs in the audit trail, where `system` is the server itself. */
const NewUserName = Type.String({
  pattern: '^(?!system$)[^/\\u0000-\\u001f\\u007f]{1,100}$',
  description: 'without a slash, and not `system`',
});

export const CreateUser = Type.Object(
  { name: NewUserName, role: RoleSchema, password: Password },
  { additionalProperties: false },
);
export type CreateUser = Static<typeof CreateUser>;

/** What is left out stays as it is. */
export const ChangeUser = Type.Object(
  {
    role: Type.Optional(RoleSchema),
    password: Type.Optional(Password),
    totp: Type.Optional(Type.Null({ description: 'takes the second factor away' })),
    keepApiTokens: Type.Optional(
      Type.Boolean({
        description: 'where password or second factor change, sessions end and API tokens stay',
      }),
    ),
  },
  { additionalProperties: false },
);
export type ChangeUser = Static<typeof ChangeUser>;

export const AuditView = Type.Object({
  sequence: Type.Integer(),
  at: Milliseconds,
  actor: Type.String({
    description: 'an admin of provisioning, TENANT/NAME for an admin of a tenant, or system',
  }),
  action: Type.String(),
  subject: Type.String(),
  outcome: Type.String(),
  tenantId: Nullable(Type.String({ description: 'null: about the installation' })),
  detail: Type.Unknown(),
});
export type AuditView = Static<typeof AuditView>;

const Filter = (description: string) => Type.Optional(Type.String({ maxLength: 300, description }));

export const AuditQuery = Type.Object({
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000_000,
      description: 'as JSON at most 1000, and 100 unless said',
    }),
  ),
  before: Type.Optional(Type.Integer({ minimum: 1, description: 'the lowest sequence of the page before' })),
  actor: Filter('who did it'),
  action: Filter('noun and verb, or the noun alone: tenant.create, tenant'),
  subject: Filter('what it was done to, or what that belongs to: acme/workshop, acme'),
  outcome: Filter('done, or the code of the refusal'),
  since: Type.Optional(Milliseconds),
  until: Type.Optional(Milliseconds),
  format: Type.Optional(Type.Enum(['json', 'csv', 'jsonl'])),
});
export type AuditQuery = Static<typeof AuditQuery>;
