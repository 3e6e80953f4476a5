import { type Static, Type } from 'typebox';
import { Nullable, Pem } from './primitives.ts';

const Values = Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { maxItems: 100 });

/** Of the claim any one value is enough; the highest role that one of them gives counts. */
const RoleValues = Type.Object(
  { viewer: Values, operator: Values, admin: Values },
  { additionalProperties: false, description: 'values of the claim that give a role' },
);

const settings = {
  issuer: Type.String({ maxLength: 1000, description: 'https://, as the discovery document names it' }),
  clientId: Type.String({ minLength: 1, maxLength: 1000 }),
  scopes: Type.Array(Type.String({ pattern: '^[!#-\\[\\]-~]{1,200}$' }), {
    maxItems: 50,
    description: 'beside openid, such as profile and groups',
  }),
  roleClaim: Type.String({ minLength: 1, maxLength: 300, description: 'such as groups' }),
  roles: RoleValues,
};

/** Replaces what was set. */
export const SetOpenId = Type.Object(
  {
    ...settings,
    clientSecret: Type.String({ minLength: 1, maxLength: 1000 }),
    anchor: Type.Optional(Pem),
  },
  { additionalProperties: false },
);
export type SetOpenId = Static<typeof SetOpenId>;

export const OpenIdView = Type.Object({
  ...settings,
  anchor: Nullable(Type.String({ description: 'PEM; null for the public CAs' })),
  redirectPath: Type.String({
    description: 'what the provider has to know behind the console’s own address',
  }),
});
export type OpenIdView = Static<typeof OpenIdView>;

/** As the provider sends it; what it sends beside is checked with it. */
export const OpenIdCallback = Type.Object({
  code: Type.Optional(Type.String({ maxLength: 4000 })),
  state: Type.Optional(Type.String({ maxLength: 1000 })),
  error: Type.Optional(Type.String({ maxLength: 1000 })),
});
