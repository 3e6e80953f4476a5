import { type Static, Type } from 'typebox';
import { Milliseconds } from './primitives.ts';
import { FindingView } from './tenants.ts';

const ChainMember = Type.Object({
  subject: Type.String(),
  issuer: Type.String(),
  notBefore: Milliseconds,
  notAfter: Milliseconds,
  sha256: Type.String({ description: 'of the DER, lower-case hex' }),
});

/** What was read of the files of an import, before anything is kept. */
export const CertificateInspection = Type.Object({
  subject: Type.String(),
  issuer: Type.String(),
  hostnames: Type.Array(Type.String()),
  notBefore: Milliseconds,
  notAfter: Milliseconds,
  daysLeft: Type.Number(),
  sha256: Type.String(),
  key: Type.String({ description: 'kind of the key: RSA 2048 bits, EC prime256v1' }),
  chain: Type.Array(ChainMember, { description: 'as it would be served, the leaf first' }),
  anchor: ChainMember,
  request: Type.Optional(Type.String({ description: 'name of the certificate request that this answers' })),
  findings: Type.Array(FindingView, { description: 'whatever the hostname' }),
  fits: Type.Array(
    Type.Object({
      tenant: Type.String(),
      hostname: Type.String(),
      findings: Type.Array(FindingView),
    }),
    { description: 'tenants whose hostname is one of its names' },
  ),
});
export type CertificateInspection = Static<typeof CertificateInspection>;
