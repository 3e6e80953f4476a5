import { type Static, Type } from 'typebox';

/** Which of the two sites this is, for pages that ask before anyone is signed in. */
export const SiteInfo = Type.Union([
  Type.Object({
    kind: Type.Literal('provisioning'),
    version: Type.String(),
    hasAdmin: Type.Boolean({ description: 'false until the one-time link was used' }),
    openId: Type.Boolean({ description: 'whether one may sign in by OpenID Connect' }),
  }),
  Type.Object({
    kind: Type.Literal('platform'),
    version: Type.String(),
    tenant: Type.String(),
    isPrivate: Type.Boolean({ description: 'false over HTTP' }),
  }),
]);
export type SiteInfo = Static<typeof SiteInfo>;
