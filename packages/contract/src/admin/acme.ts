import { type Static, Type } from 'typebox';
import { ErrorBody, Hostname, Milliseconds, Name, Nullable, Pem } from './primitives.ts';

const Url = Type.String({ minLength: 1, maxLength: 2048 });
/** RFC 5321 section 4.5.3.1.3 for an address in its brackets. */
const Email = Type.String({ pattern: '^[^@\\s,?]+@[^@\\s,?]+$', maxLength: 254 });
const CertificateName = Type.String({ minLength: 1, maxLength: 100 });
const DnsHook = Type.String({
  minLength: 1,
  maxLength: 4096,
  description: 'one of those the server was started with',
});

export const ChallengeKindSchema = Type.Enum(['http-01', 'tls-alpn-01', 'dns-01']);

export const AcmeAccountView = Type.Object({
  name: Type.String(),
  directoryUrl: Type.String(),
  anchorPem: Nullable(Type.String()),
  issuerAnchorPem: Nullable(Type.String()),
  email: Nullable(Type.String()),
  url: Nullable(Type.String({ description: 'what the CA calls it; null until it is registered' })),
  createdAt: Milliseconds,
});
export type AcmeAccountView = Static<typeof AcmeAccountView>;

export const CreateAcmeAccount = Type.Object(
  {
    name: Name,
    directoryUrl: Url,
    anchor: Type.Optional(Pem),
    issuerAnchor: Type.Optional(Pem),
    email: Type.Optional(Email),
    agreesToTerms: Type.Boolean(),
    external: Type.Optional(
      Type.Object(
        {
          kid: Type.String({ minLength: 1, maxLength: 1024 }),
          macKey: Type.String({
            minLength: 1,
            maxLength: 2048,
            description: 'base64url; used once and not kept',
          }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type CreateAcmeAccount = Static<typeof CreateAcmeAccount>;

export const ConfigureAcmeAccount = Type.Object(
  { anchor: Type.Optional(Pem), issuerAnchor: Type.Optional(Pem) },
  { additionalProperties: false },
);
export type ConfigureAcmeAccount = Static<typeof ConfigureAcmeAccount>;

export const ObtainCertificate = Type.Object(
  {
    name: CertificateName,
    account: Type.String({ maxLength: 300 }),
    hostnames: Type.Array(Hostname, { minItems: 1, maxItems: 100 }),
    challenge: ChallengeKindSchema,
    dnsHook: Type.Optional(DnsHook),
  },
  { additionalProperties: false },
);
export type ObtainCertificate = Static<typeof ObtainCertificate>;

export const AcmeOrderView = Type.Object({
  id: Type.String(),
  certificate: Type.String({ description: 'name of the certificate to come' }),
  account: Type.String({ description: 'name of the account, or its id when it is gone' }),
  hostnames: Type.Array(Type.String()),
  challenge: ChallengeKindSchema,
  dnsHook: Nullable(Type.String()),
  state: Type.Enum(['ordering', 'authorizing', 'finalizing', 'downloading', 'done', 'failed', 'cancelled']),
  failures: Type.Integer(),
  nextTryAt: Nullable(Milliseconds),
  error: Nullable(ErrorBody.properties.error),
  renews: Nullable(Type.String({ description: 'id of the certificate that this one comes after' })),
  renewAt: Nullable(Milliseconds),
  renewalExplanationUrl: Nullable(Type.String()),
  requestedBy: Type.String(),
  requestedAt: Milliseconds,
  endedAt: Nullable(Milliseconds),
});
export type AcmeOrderView = Static<typeof AcmeOrderView>;
