import { type Static, Type } from 'typebox';
import { Milliseconds } from './primitives.ts';

const AuthorityCertificateView = Type.Object({
  name: Type.String(),
  sha256: Type.String(),
  notBefore: Milliseconds,
  notAfter: Milliseconds,
  pem: Type.String(),
});

/** The installation's own CA. Private keys have no place here. */
export const AuthorityView = Type.Object({
  root: AuthorityCertificateView,
  intermediates: Type.Array(
    Type.Object({
      ...AuthorityCertificateView.properties,
      domains: Type.Array(Type.String({ description: 'what it may issue for, names below them included' })),
    }),
    { description: 'oldest first; the last one issues' },
  ),
});
export type AuthorityView = Static<typeof AuthorityView>;
