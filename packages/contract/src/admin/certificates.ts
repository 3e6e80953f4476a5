import { type Static, Type } from 'typebox';
import { Hostname, Milliseconds, Pem } from './primitives.ts';

const CertificateName = Type.String({ minLength: 1, maxLength: 100 });

export const CertificateView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  origin: Type.String(),
  subject: Type.String(),
  issuer: Type.String(),
  hostnames: Type.Array(Type.String()),
  notBefore: Milliseconds,
  notAfter: Milliseconds,
  daysLeft: Type.Number(),
  sha256: Type.String(),
  anchorSha256: Type.String(),
  chainPem: Type.String(),
  anchorPem: Type.String(),
  usedBy: Type.Array(Type.String({ description: 'names of tenants' })),
});
export type CertificateView = Static<typeof CertificateView>;

export const CreateCertificate = Type.Object(
  {
    name: CertificateName,
    hostnames: Type.Array(Hostname, { minItems: 1, maxItems: 100 }),
    validDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
  },
  { additionalProperties: false },
);
export type CreateCertificate = Static<typeof CreateCertificate>;

export const ImportCertificate = Type.Object(
  {
    name: CertificateName,
    pem: Pem,
    chain: Type.Optional(Pem),
    key: Type.Optional(Pem),
    anchor: Type.Optional(Pem),
    password: Type.Optional(Type.String({ maxLength: 1024 })),
  },
  { additionalProperties: false },
);
export type ImportCertificate = Static<typeof ImportCertificate>;
