import { type Static, Type } from 'typebox';
import { Milliseconds } from './primitives.ts';

const Password = Type.String({ maxLength: 1024 });
const AdminName = Type.String({ minLength: 1, maxLength: 100 });

export const SetUp = Type.Object(
  { token: Type.String({ maxLength: 200 }), name: AdminName, password: Password },
  { additionalProperties: false },
);
export type SetUp = Static<typeof SetUp>;

export const SignIn = Type.Object({ name: AdminName, password: Password }, { additionalProperties: false });
export type SignIn = Static<typeof SignIn>;

export const SessionView = Type.Object({
  admin: Type.String(),
  /** Also set as a cookie; commands send it as a bearer token. */
  secret: Type.String(),
  expiresAt: Milliseconds,
});
export type SessionView = Static<typeof SessionView>;

export const CreateApiToken = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    validDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
  },
  { additionalProperties: false },
);
export type CreateApiToken = Static<typeof CreateApiToken>;

export const ApiTokenView = Type.Object({
  name: Type.String(),
  createdAt: Milliseconds,
  expiresAt: Milliseconds,
});
export const NewApiToken = Type.Object({
  ...ApiTokenView.properties,
  secret: Type.String({ description: 'shown this once' }),
});
export type NewApiToken = Static<typeof NewApiToken>;

export const AuditView = Type.Object({
  sequence: Type.Integer(),
  at: Milliseconds,
  actor: Type.String(),
  action: Type.String(),
  subject: Type.String(),
  outcome: Type.String(),
  detail: Type.Unknown(),
});
export type AuditView = Static<typeof AuditView>;
