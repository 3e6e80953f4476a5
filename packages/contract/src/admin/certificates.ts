import { type Static, Type } from 'typebox';
import { Base64, Hostname, Milliseconds, Pem } from './primitives.ts';

export const CertificateName = Type.String({ minLength: 1, maxLength: 100 });

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
  renewal: Type.Enum(['automatic', 'by-hand']),
  hasKey: Type.Boolean({ description: 'false when the private key stays elsewhere, at a proxy' }),
  usedBy: Type.Array(Type.String({ description: 'names of tenants' })),
});
export type CertificateView = Static<typeof CertificateView>;

export const RenewalSchema = Type.Enum(['automatic', 'by-hand']);

export const ConfigureCertificate = Type.Object({ renewal: RenewalSchema }, { additionalProperties: false });
export type ConfigureCertificate = Static<typeof ConfigureCertificate>;

export const CreateCertificate = Type.Object(
  {
    name: CertificateName,
    hostnames: Type.Array(Hostname, { minItems: 1, maxItems: 100 }),
    validDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
  },
  { additionalProperties: false },
);
export type CreateCertificate = Static<typeof CreateCertificate>;

/**
 * Each part comes as text (PEM), or as a file of any format in base64: PFX (PKCS#12), PKCS#7, PEM, DER. `file` may hold
 * chain and key too.
 */
const parts = {
  pem: Type.Optional(Pem),
  file: Type.Optional(Base64),
  chain: Type.Optional(Pem),
  chainFile: Type.Optional(Base64),
  key: Type.Optional(Pem),
  keyFile: Type.Optional(Base64),
  anchor: Type.Optional(Pem),
  anchorFile: Type.Optional(Base64),
  password: Type.Optional(Type.String({ maxLength: 1024, description: 'of the PFX or the private key' })),
};

/** Beside the parts: not with the answer to a certificate request, whose key is here. */
const keyPlace = {
  withoutKey: Type.Optional(
    Type.Boolean({ description: 'the private key stays elsewhere, at a proxy; none that is sent is kept' }),
  ),
};

export const ImportCertificate = Type.Object(
  { name: CertificateName, ...parts, ...keyPlace },
  { additionalProperties: false },
);
export type ImportCertificate = Static<typeof ImportCertificate>;

/** The body of an import; nothing is kept, so it needs no name. */
export const InspectCertificate = Type.Object(
  { name: Type.Optional(CertificateName), ...parts, ...keyPlace },
  { additionalProperties: false },
);
export type InspectCertificate = Static<typeof InspectCertificate>;
