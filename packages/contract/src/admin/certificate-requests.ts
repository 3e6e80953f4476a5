import { type Static, Type } from 'typebox';
import { CertificateName } from './certificates.ts';
import { Base64, Hostname, Milliseconds, Pem } from './primitives.ts';

const KeyTypeSchema = Type.Enum(['ecdsa-p256', 'rsa-3072']);

export const CertificateRequestView = Type.Object({
  name: Type.String(),
  subject: Type.String(),
  hostnames: Type.Array(Type.String()),
  keyType: KeyTypeSchema,
  publicKeySha256: Type.String({ description: 'of the SubjectPublicKeyInfo: what an answer is known by' }),
  requestPem: Type.String({ description: 'PKCS#10: what the CA gets' }),
  createdAt: Milliseconds,
});
export type CertificateRequestView = Static<typeof CertificateRequestView>;

export const CreateCertificateRequest = Type.Object(
  {
    name: CertificateName,
    hostnames: Type.Array(Hostname, { minItems: 1, maxItems: 100 }),
    keyType: Type.Optional(KeyTypeSchema),
    /** ub-organization-name, RFC 5280 appendix A.1. */
    organization: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1, two capitals' })),
  },
  { additionalProperties: false },
);
export type CreateCertificateRequest = Static<typeof CreateCertificateRequest>;

/** As an import without a key: each part as text (PEM), or as a file of any format in base64. */
export const AnswerCertificateRequest = Type.Object(
  {
    pem: Type.Optional(Pem),
    file: Type.Optional(Base64),
    chain: Type.Optional(Pem),
    chainFile: Type.Optional(Base64),
    anchor: Type.Optional(Pem),
    anchorFile: Type.Optional(Base64),
  },
  { additionalProperties: false },
);
export type AnswerCertificateRequest = Static<typeof AnswerCertificateRequest>;
